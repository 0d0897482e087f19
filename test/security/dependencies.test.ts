import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Locked {
    readonly version?: string;
    readonly license?: string;
    readonly hasInstallScript?: boolean;
    readonly resolved?: string;
    readonly integrity?: string;
    readonly link?: boolean;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const packages = Object.entries(JSON.parse(read("package-lock.json")).packages as Record<string, Locked>)
    .filter(([path]) => path !== "")
    .map(([path, locked]) => ({ name: path.replace(/^.*node_modules\//, ""), ...locked }));
const page = read("docs/licences.md");

/** Licences that a dependency may have, as its package says it. */
const allowed = new Set([...page.matchAll(/^\| `([^`]+)` \| \d+ \|/gm)].map(([, licence]) => licence));

describe("the licences of what is installed", () => {
    it("are all listed in docs/licences.md: another one is looked at before it comes in", () => {
        const unknown = packages.filter(({ license = "none" }) => !allowed.has(license));

        expect(unknown.map(({ license = "none", name }) => `${name}: ${license}`)).toEqual([]);
    });

    it("are counted there", () => {
        const counts = Map.groupBy(packages, ({ license = "none" }) => license);
        const listed = [...page.matchAll(/^\| `([^`]+)` \| (\d+) \|/gm)].map(([, licence, count]) => [
            licence,
            Number(count),
        ]);

        expect(Object.fromEntries(listed)).toEqual(
            Object.fromEntries([...counts].map(([licence, all]) => [licence, all.length])),
        );
    });

    it("are named with the packages where they are rare", () => {
        const counts = Map.groupBy(packages, ({ license = "none" }) => license);
        const rare = [...counts.values()].filter((all) => all.length <= 2).flat();

        expect(rare.filter(({ name }) => !page.includes(name)).map(({ name }) => name)).toEqual([]);
    });
});

describe("what is installed", () => {
    it("is pinned by its hash", () => {
        expect(packages.filter(({ integrity, link }) => link !== true && integrity === undefined)).toEqual([]);
    });

    it("runs no script when it is installed, whoever installs it", () => {
        expect(read(".npmrc").split("\n")).toContain("ignore-scripts=true");
    });

    it("has its scripts decided on by name", () => {
        const { allowScripts } = JSON.parse(read("package.json")) as { allowScripts: Record<string, boolean> };
        const withScripts = packages.filter(({ hasInstallScript }) => hasInstallScript === true);

        expect(withScripts.map(({ name }) => name).sort()).toEqual(Object.keys(allowScripts).sort());
        expect(Object.values(allowScripts)).not.toContain(true);
    });
});
