import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stackOutputs } from "../../cli/stack-outputs.ts";

describe("the outputs of a stack", () => {
    let folder: string;
    beforeAll(() => {
        folder = mkdtempSync(`${tmpdir()}/stack-outputs-`);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    function outputs(script: string): Record<string, unknown> {
        writeFileSync(`${folder}/pulumi`, `#!/bin/sh\n${script}\n`);
        chmodSync(`${folder}/pulumi`, 0o755);
        const environment = { PATH: `${folder}:${process.env["PATH"]}` };
        return stackOutputs({ stack: "dev", folder, environment, deploy: "pulumi up --stack dev" });
    }

    it("are what the engine reads from the state", () => {
        expect(outputs(`echo '{"auth0Domain":"acme.eu.auth0.com"}'`)).toEqual({ auth0Domain: "acme.eu.auth0.com" });
    });

    it.each([
        [
            "the engine refuses",
            "echo 'error: no stack named dev' >&2; exit 1",
            "The outputs of stack dev cannot be read:\nerror: no stack named dev\nDeploy it:  pulumi up --stack dev",
        ],
        [
            "there are none",
            "echo '{}'",
            "Stack dev is not deployed: it has no outputs.\nDeploy it:  pulumi up --stack dev",
        ],
        [
            "they are no JSON, of which nothing is quoted",
            "echo 'hush'",
            "The outputs of stack dev cannot be read: pulumi did not answer in JSON. Look yourself:  pulumi stack output --json --stack dev",
        ],
    ])("are told to be missing where %s", (_where, script, message) => {
        expect(() => outputs(script)).toThrow(expect.objectContaining({ name: "PersonError", message }));
    });
});
