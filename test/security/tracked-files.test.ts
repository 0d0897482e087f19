import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** What a secret looks like, whoever it is of. */
const shapes: Readonly<Record<string, RegExp>> = {
    "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64,}/,
    "a client secret of Entra": /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
    "a signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
    "a token by its first letters":
        /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,}|npm_\w{30,}|pul-[0-9a-f]{30,}|AIza[\w-]{30,})/,
    "an encrypted value of a state or a stack file": /\bv1:[A-Za-z0-9+/=]{12,}:[A-Za-z0-9+/=]{20,}/,
    "a salt of a passphrase": /^encryptionsalt:/m,
};

/** Files that hold such a thing on purpose: what it is, and why it opens nothing. */
const known: Readonly<Record<string, string>> = {
    "test/contract/releases/0.1.0/dev.state.json":
        "the state of a stack of a sandbox that is gone, encrypted with a passphrase that the test has",
    "test/contract/releases/0.1.0/prod.state.json":
        "the state of a stack of a sandbox that is gone, encrypted with a passphrase that the test has",
    "reliability/inputs/settings/hostile.ts": "a text with the shape of a client secret, which nobody ever issued",
};

const files = tracked();

describe("what is committed", () => {
    it("is a repository's worth of files", () => {
        expect(files.length).toBeGreaterThan(500);
    });

    it("holds no key and no secret but those that are listed", () => {
        const found = files.flatMap(({ name, text }) => shapesIn(text).map((shape) => `${name}: ${shape}`));
        expect(found.filter((line) => known[line.split(": ")[0] ?? ""] === undefined)).toEqual([]);
    });

    it("holds nothing of a sandbox, of a run or of a person's environment", () => {
        const private_ =
            /(^|\/)(\.sandbox|\.reliability|\.cache|\.pulumi|node_modules)\/|(^|\/)\.env(\.|$)|\.(pem|key|p12|pfx)$/;
        expect(files.map(({ name }) => name).filter((name) => private_.test(name))).toEqual([]);
    });

    it("would not take the folders that hold keys and states", () => {
        const ignored = (path: string) => {
            try {
                return execFileSync("git", ["check-ignore", path], { cwd: root, encoding: "utf8" }).trim();
            } catch {
                return "";
            }
        };
        const paths = [".sandbox/run.json", ".sandbox/env", ".reliability/inputs/x", "test-artefacts/page.png"];
        expect(paths.map(ignored)).toEqual(paths);
    });
});

describe("the search", () => {
    it.each([
        ["a private key", `-----BEGIN EC PRIVATE KEY-----\n${"MHcCAQEEIA".repeat(8)}\n-----END EC PRIVATE KEY-----`],
        ["a client secret of Entra", `secret: abc8${"Q"}~${"x".repeat(34)}`],
        ["a signed token", `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c".repeat(30)}`],
        ["a token by its first letters", `ghp_${"a1".repeat(18)}`],
        ["an encrypted value of a state or a stack file", `secure: v1:${"a".repeat(16)}:${"b".repeat(24)}`],
        ["a salt of a passphrase", "encryptionsalt: v1"],
    ])("finds %s", (shape, text) => {
        expect(shapesIn(text)).toContain(shape);
    });
});

function shapesIn(text: string): string[] {
    return Object.entries(shapes).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

/** Without git, as in an unpacked archive, everything that git would have is not known. */
function tracked(): { name: string; text: string }[] {
    const listed = execFileSync("git", ["ls-files", "-z"], {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
    });
    return listed.split("\0").flatMap((name) => {
        if (name === "") return [];
        try {
            return [{ name, text: readFileSync(`${root}/${name}`, "utf8") }];
        } catch {
            // Deleted and not yet committed.
            return [];
        }
    });
}
