import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stackSettings } from "../../../cli/stack-settings.ts";
import { anyStackFile } from "../../../reliability/inputs/settings/any-stack-file.ts";
import { secretText } from "../../../reliability/inputs/settings/hostile.ts";
import { refusedOrRead } from "../../../reliability/inputs/settings/refused-or-read.ts";
import { stackFileOf } from "../../../reliability/inputs/settings/stack-file.ts";
import { validSettings } from "../../../reliability/inputs/settings/valid-settings.ts";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { windowsliveSettings } from "./happy-settings.ts";

let folder: string;
beforeAll(() => {
    folder = mkdtempSync(`${tmpdir()}/bad-input-`);
    copyFileSync(fileURLToPath(new URL("../../../Pulumi.yaml", import.meta.url)), `${folder}/Pulumi.yaml`);
    // The first takes longer than hundreds after it.
    refusedOrRead(stackFileOf(windowsliveSettings()), folder);
    fc.sample(anyStackFile, 1);
});
afterAll(() => rmSync(folder, { recursive: true }));

const budget = { interruptAfterTimeLimit: 4000, markInterruptAsFailure: false };

describe("whatever a stack file says", () => {
    it("is accepted, or refused with problems that each name their key", () => {
        fc.assert(
            fc.property(anyStackFile, (text) => {
                const read = refusedOrRead(text, folder);
                expect(read.outcome === "wrong" ? read.why : "").toBe("");
            }),
            { ...budget, numRuns: 400 },
        );
    });

    it("is refused with its key where no terminal shows the key as it is", () => {
        const text = 'config:\n  "microsoft-connection:connec\u{a59e7}tions": {}\n  "microsoft-connection:a\\"b": 1';

        expect(refusedOrRead(text, folder)).toMatchObject({ outcome: "refused" });
    });

    it("is refused with its key where YAML's own kinds of mapping stand in it", () => {
        const text = stackFileOf(windowsliveSettings());
        for (const odd of ["!!set {a, b}", "!!omap [a: 1]"]) {
            const changed = text.replace('"strategy":', `"upstreamParams": ${odd}\n      "strategy":`);

            expect(refusedOrRead(changed, folder)).toMatchObject({ outcome: "refused" });
        }
    });

    it("is accepted where it is good", () => {
        fc.assert(
            fc.property(validSettings, (settings) => {
                expect(refusedOrRead(stackFileOf(settings), folder).outcome).toBe("accepted");
            }),
            { ...budget, numRuns: 100 },
        );
    });
});

describe("a stack file that is none", () => {
    function refusalOf(text: string): string {
        writeFileSync(`${folder}/Pulumi.dev.yaml`, text);
        try {
            stackSettings(folder, "dev");
        } catch (error) {
            return String((error as Error).message);
        }
        return "accepted";
    }

    it.each([
        [
            `config:\n  a: "${secretText}\n b: 1`,
            'Pulumi.dev.yaml is not YAML: Missing closing "quote at line 3, column 6',
        ],
        [
            `config:\n  password: ${secretText}\n  password: ${secretText}\n`,
            "Pulumi.dev.yaml is not YAML: Map keys must be unique at line 3, column 3",
        ],
        ["config:\n\ta: 1", "Pulumi.dev.yaml is not YAML: Tabs are not allowed as indentation at line 2, column 1"],
        [
            `config: *${secretText.replaceAll("~", "_")}`,
            "Pulumi.dev.yaml is not YAML: Unresolved alias (the anchor must be set before the alias)",
        ],
    ])("is told where, and nothing of it is quoted: %j", (text, message) => {
        expect(refusalOf(text)).toBe(message);
    });

    it.each([
        ["[]", "it is an empty list"],
        ["settings", 'it is "settings"'],
        ["config: 7", "config in it is 7"],
        ["config: [a]", 'config in it is ["a"]'],
        [`config: ${secretText}`, "config in it is [secret]"],
    ])("is told what is expected: %s", (text, what) => {
        expect(refusalOf(text)).toBe(
            `Pulumi.dev.yaml has no settings: ${what}, and not a mapping. Expected config: with the keys of the settings below it; docs/settings.md lists them.`,
        );
    });
});

describe("a value", () => {
    function problemsWith(change: (settings: ReturnType<typeof windowsliveSettings>) => void) {
        const settings = windowsliveSettings();
        change(settings);
        return readSettings(settings).problems;
    }

    it("that is a secret in the wrong place is not quoted, nor offered in another form", () => {
        const problems = problemsWith((settings) => settings.clients.portal.callbacks.push(secretText));

        expect(problems).toEqual([
            {
                key: "clients.portal.callbacks[1]",
                given: "[secret]",
                allowed: "one exact https address (http only for localhost): no wildcard, no fragment, no user name",
                fix: "pulumi config rm --path 'microsoft-connection:clients.portal.callbacks[1]'",
            },
        ]);
    });

    it.each([
        ["\u001b[31mMicrosoft", '"\\u001b[31mMicrosoft"', "'[31mMicrosoft'"],
        ["Micro\u202etfos", '"Micro\\u202etfos"', "'Micro tfos'"],
        ["Micro\ud800soft", '"Micro\\ud800soft"', "Micro�soft"],
    ])("that does not show as it is, is refused and shown by its numbers: %j", (displayName, given, offered) => {
        const [problem] = problemsWith((settings) => {
            settings.connections.microsoft.displayName = displayName;
        });

        expect(problem).toMatchObject({ key: "connections.microsoft.displayName", given });
        expect(problem?.fix).toContain(offered.replace("Micro�soft", "Micro"));
    });

    it("that Auth0 would refuse in the middle of a deployment is refused before: a description of 141 characters", () => {
        const [problem] = problemsWith((settings) => {
            settings.clients.portal.description = "x".repeat(141);
        });

        expect(problem).toMatchObject({
            key: "clients.portal.description",
            allowed: "a text of at most 140 characters",
        });
    });

    it("of three public keys is refused for their number", () => {
        const [problem] = problemsWith((settings) => {
            settings.clients.portal.publicKeys = [{}, {}, {}];
        });

        expect(problem).toMatchObject({ key: "clients.portal.publicKeys", allowed: "a list of at most 2" });
    });

    it("under a key that no terminal shows is taken out by hand", () => {
        const [problem] = problemsWith((settings) => {
            settings.auth0["\u202e\n"] = 1;
        });

        expect(problem).toMatchObject({
            key: 'auth0["\\u202e\\n"]',
            fix: 'take auth0["\\u202e\\n"] out of the stack file',
        });
    });
});
