import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { changesBeyond, isRefused, type ScenarioFinding } from "../../../contract/upgrade/finding.ts";
import { otherPlugin, putInPlace } from "../../../contract/upgrade/other-version.ts";
import { stateDifferences } from "../../../contract/upgrade/state-differences.ts";
import { upgradeText } from "../../../contract/upgrade/upgrade-text.ts";
import type { ResourceChange, StackChange } from "../../../review/stack-change.ts";

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x:y" };

function state(inputs: object, outputs: object) {
    const urn = "urn:pulumi:dev::p::c:index:WebClient$auth0:index/client:Client::portal";
    return { version: 3, deployment: { resources: [{ urn, inputs, outputs }] } };
}

describe("the state that another version of a provider has written", () => {
    it("lost no secret where the same values are secrets", () => {
        const one = state({ options: { clientSecret: secret } }, { keys: [{ pem: secret }] });
        expect(stateDifferences(one, one)).toEqual({ lostSecrets: [], newDefaults: [], missingDefaults: [] });
    });

    it("lost those that are in the clear, and those that are gone", () => {
        const before = state({ options: { clientSecret: secret } }, { keys: [{ pem: secret }] });
        const after = state({ options: { clientSecret: "in the clear" } }, { keys: [] });
        expect(stateDifferences(before, after).lostSecrets).toEqual([
            "Client portal: inputs.options.clientSecret",
            "Client portal: outputs.keys[0].pem",
        ]);
    });

    it("tells what a provider fills in, and what it no longer does", () => {
        const before = state({ __defaults: ["name"], jwt: { __defaults: ["alg"] } }, {});
        const after = state({ __defaults: ["name", "isFirstParty"], jwt: { __defaults: [] } }, {});
        expect(stateDifferences(before, after)).toEqual({
            lostSecrets: [],
            newDefaults: ["Client portal: inputs.isFirstParty"],
            missingDefaults: ["Client portal: inputs.jwt.alg"],
        });
    });
});

function changed(operation: ResourceChange["operation"], ...paths: string[]): ResourceChange {
    const properties = paths.map((path) => ({ path, kind: "update" as const, replaces: false }));
    return {
        urn: "u",
        type: "auth0:index/client:Client",
        name: "portal",
        operation,
        reasons: [],
        properties,
        hidden: 0,
    };
}

function change(...changes: ResourceChange[]): StackChange {
    const lists = { before: [], after: [], policies: [], errors: [], warnings: [], unreadable: [] };
    return { stack: "dev", project: "p", operation: "update", outcome: "foreseen", changes, ...lists };
}

describe("a preview with another version", () => {
    it("is told by what the installed one does not change", () => {
        expect(
            changesBeyond(
                change(changed("update", "name")),
                change(changed("update", "name"), changed("replace", "name")),
            ),
        ).toEqual({
            changes: ["replace Client portal: update name"],
            destructive: ["replace Client portal: update name"],
        });
    });

    it("tells the same resource again where more of it changes", () => {
        expect(
            changesBeyond(change(changed("update", "name")), change(changed("update", "name", "logo"))).changes,
        ).toEqual(["update Client portal: update logo, update name"]);
    });
});

const calm: ScenarioFinding = {
    stack: "dev",
    scenario: "preview",
    changes: [],
    destructive: [],
    unserved: [],
    errors: [],
};
const noDifferences = { lostSecrets: [], newDefaults: [], missingDefaults: [] };

describe("what is told of another version", () => {
    it.each<[string, Partial<ScenarioFinding>, boolean]>([
        ["nothing", {}, false],
        ["an update", { changes: ["update Client portal"] }, false],
        ["a new default", { state: { ...noDifferences, newDefaults: ["x"] } }, false],
        ["a call that the sandbox does not serve", { unserved: ["GET /x"] }, false],
        ["a replacement", { destructive: ["replace Client portal"] }, true],
        ["a lost secret", { state: { ...noDifferences, lostSecrets: ["x"] } }, true],
        ["a failure", { errors: ["x"] }, true],
    ])("is a refusal or not: %s", (_, finding, refused) => {
        expect(isRefused({ ...calm, ...finding })).toBe(refused);
    });

    it("has one line where nothing is otherwise, and the worst first", () => {
        const bad = { ...calm, scenario: "up", changes: ["update b", "replace a"], destructive: ["replace a"] };
        expect(upgradeText([calm])).toBe(
            "dev, preview: as with the installed version\nNo replacement, no deletion, no secret lost.",
        );
        expect(upgradeText([calm, bad])).toBe(
            [
                "dev, preview: as with the installed version",
                "dev, up:",
                "  would replace or delete:",
                "    replace a",
                "  would change:",
                "    update b",
                "Not to be taken as it is: up of dev.",
            ].join("\n"),
        );
    });
});

describe("a plugin in another version", () => {
    function folder(): string {
        const made = mkdtempSync(`${tmpdir()}/upgrade-`);
        onTestFinished(() => rmSync(made, { recursive: true }));
        return made;
    }

    it("is an executable, or the folder it is installed in", () => {
        const at = folder();
        writeFileSync(`${at}/pulumi-resource-auth0`, "");
        const found = { name: "auth0", command: `${at}/pulumi-resource-auth0` };
        expect([otherPlugin("auth0", at), otherPlugin("auth0", found.command)]).toEqual([found, found]);
    });

    it("that is not there is told, with how to get one", () => {
        const at = folder();
        expect(() => otherPlugin("auth0", at)).toThrow(
            `--auth0 ${at}: that folder has no pulumi-resource-auth0.\nIt takes the plugin's executable or the folder it is installed in; the engine gets one with\n  pulumi plugin install resource auth0 VERSION`,
        );
        expect(() => otherPlugin("azuread", `${at}/x`)).toThrow(`--azuread ${at}/x: there is no such file.`);
    });

    it("stands in the place of the installed one", () => {
        const at = folder();
        const installed = `${at}/plugins/resource-auth0-v3.49.0`;
        mkdirSync(installed, { recursive: true });
        writeFileSync(`${installed}/pulumi-resource-auth0`, "the installed one");
        putInPlace(at, { name: "auth0", command: "/other/pulumi-resource-auth0" });
        expect(readlinkSync(`${installed}/pulumi-resource-auth0`)).toBe("/other/pulumi-resource-auth0");
    });
});
