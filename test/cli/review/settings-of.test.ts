import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { settingsOf } from "../../../cli/review/settings-of.ts";

function project(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(`${tmpdir()}/settings-of-`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(`${folder}/stacks`);
    for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text);
    return folder;
}

const pulumi = "name: app\nconfig:\n  protect: { type: boolean, default: false }\n  linking: { type: string }\n";

describe("the settings that a fingerprint binds", () => {
    it("are the stack's with the project's defaults, ciphertext as it stands, and those of policies", () => {
        const folder = project({
            "Pulumi.yaml": pulumi,
            "Pulumi.dev.yaml":
                "encryptionsalt: v1:x\nenvironment: [shared]\nconfig:\n  app:key: { secure: v1:cipher }\n  linking: additive\n  auth0:domain: a.example\n",
            "stacks/policies.json": '{ "redirect-uris": { "domains": ["a.example"] } }',
        });

        expect(settingsOf(folder, "dev")).toEqual({
            config: {
                "app:protect": false,
                "app:key": { secure: "v1:cipher" },
                "app:linking": "additive",
                "auth0:domain": "a.example",
            },
            environment: ["shared"],
            policies: [{ "redirect-uris": { domains: ["a.example"] } }],
        });
    });

    it("are not changed by the salt that the engine writes, nor by comments and quotes", () => {
        const written = (stack: string) =>
            settingsOf(project({ "Pulumi.yaml": pulumi, "Pulumi.dev.yaml": stack }), "dev");

        expect(written("# a comment\nconfig:\n  app:linking: 'additive'\nencryptionsalt: v1:x\n")).toEqual(
            written("config:\n  app:linking: additive\n"),
        );
    });
});
