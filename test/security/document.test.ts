import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const docs = new URL("../../docs/", import.meta.url);
const page = readFileSync(new URL("security.md", docs), "utf8");
const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** Headings as GitHub makes anchors of them. */
function anchorsOf(text: string): string[] {
    return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
        title
            .toLowerCase()
            .replaceAll(/[^\w\- ]/g, "")
            .replaceAll(" ", "-"),
    );
}

describe("docs/security.md", () => {
    it("leads to pages and to parts of pages that are there", () => {
        const links = [...page.matchAll(/\]\((?!https:)([^)#]+)(?:#([^)]+))?\)/g)].map(([, file = "", anchor]) => ({
            file,
            anchor,
        }));

        expect(links.length).toBeGreaterThan(5);
        expect(links.filter(({ file }) => !existsSync(new URL(file, docs)))).toEqual([]);
        expect(
            links.filter(
                ({ anchor, file }) =>
                    anchor !== undefined && !anchorsOf(readFileSync(new URL(file, docs), "utf8")).includes(anchor),
            ),
        ).toEqual([]);
    });

    it("names commands that there are", () => {
        const commands = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");

        expect(commands.length).toBeGreaterThan(4);
        expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
    });

    it("names files that there are", () => {
        const paths = [...page.matchAll(/`((?:test|\.github)\/[\w./-]+)`/g)].map(([, path]) => path ?? "");

        expect(paths.length).toBeGreaterThan(1);
        expect(paths.filter((path) => !existsSync(new URL(`../${path}`, docs)))).toEqual([]);
    });

    it("tells of every credential that the commands and the workflows take from their environment", () => {
        const workflows = readdirSync(new URL("../.github/workflows/", docs)).map((name) =>
            readFileSync(new URL(`../.github/workflows/${name}`, docs), "utf8"),
        );
        const secrets = workflows.flatMap((text) =>
            [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name ?? ""),
        );

        expect([...new Set(secrets)].sort()).toEqual([
            "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
            "ROTATION_APP_PRIVATE_KEY",
        ]);
        for (const told of [
            "AUTH0_CLIENT_SECRET",
            "a private key",
            "Key of the rotation's App",
            "ARM_CLIENT_SECRET",
            "PULUMI_CONFIG_PASSPHRASE",
        ]) {
            expect(page).toContain(told);
        }
    });
});
