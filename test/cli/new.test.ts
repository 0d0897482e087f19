import { spawnSync } from "node:child_process";
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeStack } from "../../cli/make-stack.ts";
import { newStack } from "../../cli/new-stack.ts";
import { stackSettings } from "../../cli/stack-settings.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const stackFiles = readdirSync(project).filter((name) => /^Pulumi\..+\.yaml$/.test(name));

describe("the files of a new stack", () => {
    it.each(stackFiles)("have the settings of %s as they are, to the letter", (name) => {
        const stackFile = readFileSync(`${project}/${name}`, "utf8");

        const { files } = newStack({ stack: "staging", like: "dev", stackFile, program: "export {};\n" });

        expect(files).toEqual([
            { path: "Pulumi.staging.yaml", text: stackFile },
            { path: "stacks/staging.ts", text: "export {};\n" },
        ]);
    });

    it("have nothing in them that is encrypted for the other stack, and the message says what is gone", () => {
        const { files, message } = newStack({
            stack: "staging",
            like: "prod",
            stackFile: encryptedStackFile,
            program: "export {};\n",
        });

        expect(files[0]?.text).toBe(`# Production
secretsprovider: azurekeyvault://acme.vault.azure.net/keys/pulumi
config:
  # Auth0's side
  auth0:domain: acme.eu.auth0.com # the tenant
  microsoft-connection:connections:
    acme: {strategy: waad, scopes: [openid, profile]}
`);
        expect(
            message,
        ).toBe(`Made stack "staging": Pulumi.staging.yaml and stacks/staging.ts are copies of those of "prod".

Left out, because it is encrypted for prod; to set once the stack is made:
  encryptedkey                                       Pulumi makes another
  auth0:clientSecret                                 pulumi config set --stack staging --secret 'auth0:clientSecret'
  microsoft-connection:connections.acme.displayName  pulumi config set --stack staging --secret --path 'microsoft-connection:connections.acme.displayName'
  microsoft-connection:connections.acme.scopes[1]    pulumi config set --stack staging --secret --path 'microsoft-connection:connections.acme.scopes[1]'

Edit in Pulumi.staging.yaml what is prod's own; comments in both files speak of prod, too:
  auth0:domain  "acme.eu.auth0.com"

Then:
  npm run sandbox -- --stack staging                                                               rehearse it on this machine, with no account
  pulumi stack init staging --secrets-provider 'azurekeyvault://acme.vault.azure.net/keys/pulumi'  make it in the state back end
  pulumi preview --stack staging                                                                   see what it would deploy`);
    });

    it("come with a list of what two stacks seldom share", () => {
        const stackFile = readFileSync(`${project}/Pulumi.dev.yaml`, "utf8");

        const { message } = newStack({ stack: "staging", like: "dev", stackFile, program: "" });

        expect(message.split("\n").filter((line) => line.startsWith("  microsoft-connection:"))).toEqual([
            '  microsoft-connection:auth0.domain                                       "acme-dev.eu.auth0.com"',
            '  microsoft-connection:microsoft.tenantId                                 "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90"',
            '  microsoft-connection:connections.microsoft.appName                      "Acme (development)"',
            '  microsoft-connection:connections.microsoft.clientSecret.slots.a.issued  "2026-11-02"',
            '  microsoft-connection:connections.microsoft.clientSecret.slots.a.ends    "2027-05-01"',
            '  microsoft-connection:clients.portal.name                                "Acme Portal (development)"',
            '  microsoft-connection:clients.portal.callbacks[0]                        "http://localhost:3000/auth/callback"',
            '  microsoft-connection:clients.portal.logoutUrls[0]                       "http://localhost:3000"',
        ]);
    });
});

const encryptedStackFile = `# Production
secretsprovider: azurekeyvault://acme.vault.azure.net/keys/pulumi
encryptedkey: c29tZSBrZXk=
config:
  # Auth0's side
  auth0:domain: acme.eu.auth0.com # the tenant
  auth0:clientSecret:
    secure: v1:abc
  microsoft-connection:connections:
    acme: {strategy: waad, displayName: {secure: v1:def}, scopes: [openid, {secure: v1:ghi}, profile]}
`;

describe("making a stack", () => {
    let folder = "";

    beforeEach(() => {
        folder = mkdtempSync(`${tmpdir()}/new-stack-`);
        mkdirSync(`${folder}/stacks`);
        for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "stacks/dev.ts", "stacks/prod.ts"]) {
            cpSync(`${project}/${name}`, `${folder}/${name}`);
        }
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    it("gives a stack with good settings and a program", () => {
        expect(makeStack(folder, "staging", "dev")).toContain("npm run sandbox -- --stack staging");

        expect(stackSettings(folder, "staging")).toEqual(stackSettings(folder, "dev"));
        expect(read("stacks/staging.ts")).toBe(read("stacks/dev.ts"));
    });

    it.each([
        [
            "Staging_2",
            "dev",
            '"Staging_2" is no name for a stack: lower-case letters, digits and single hyphens, a letter first, at most 64; not constructor. For example: --stack staging-2. Nothing was written.',
        ],
        [
            "../x",
            "dev",
            '"../x" is no name for a stack: lower-case letters, digits and single hyphens, a letter first, at most 64; not constructor. For example: --stack x. Nothing was written.',
        ],
        [
            "staging",
            "prd",
            'There is no stack "prd" to copy. Stacks here: dev, prod. For example: npm run new -- --stack staging --like prod. Nothing was written.',
        ],
        [
            "prod",
            "dev",
            "There is Pulumi.prod.yaml and stacks/prod.ts already; choose another name, or remove it first. Nothing was written.",
        ],
    ])("refuses --stack %s --like %s", (stack, like, message) => {
        const before = files();

        expect(() => makeStack(folder, stack, like)).toThrow(message);
        expect(files()).toEqual(before);
    });

    it("refuses a name that a part of the programs has", () => {
        writeFileSync(`${folder}/stacks/deploy.ts`, "");

        expect(() => makeStack(folder, "deploy", "dev")).toThrow(
            "There is stacks/deploy.ts already; choose another name, or remove it first. Nothing was written.",
        );
        expect(existsSync(`${folder}/Pulumi.deploy.yaml`)).toBe(false);
    });

    it("does not copy a stack that has no program", () => {
        rmSync(`${folder}/stacks/prod.ts`);

        expect(() => makeStack(folder, "staging", "prod")).toThrow(
            'There is no stack "prod" to copy. Stacks here: dev.',
        );
    });

    it("says what is wrong with a stack file that is no YAML", () => {
        writeFileSync(`${folder}/Pulumi.dev.yaml`, "config: [\n");

        expect(() => makeStack(folder, "staging", "dev")).toThrow(/^Pulumi\.dev\.yaml is not YAML: /);
    });

    it("leaves nothing behind when the second file cannot be written", () => {
        // A link to nowhere does not exist, and yet nothing can be made in its place.
        symlinkSync(`${folder}/nowhere`, `${folder}/stacks/staging.ts`);

        expect(() => makeStack(folder, "staging", "dev")).toThrow(/^The new stack could not be written: EEXIST/);
        expect(existsSync(`${folder}/Pulumi.staging.yaml`)).toBe(false);
    });

    function read(name: string): string {
        return readFileSync(`${folder}/${name}`, "utf8");
    }

    function files(): string[] {
        return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    }
});

describe("npm run new", () => {
    it("makes the stack in the project it belongs to, and tells what to do next", () => {
        const folder = mkdtempSync(`${tmpdir()}/new-stack-`);
        for (const name of ["cli", "stacks", "catalogue", "infra", "package.json", "Pulumi.yaml", "Pulumi.dev.yaml"]) {
            cpSync(`${project}/${name}`, `${folder}/${name}`, { recursive: true });
        }
        symlinkSync(`${project}/node_modules`, `${folder}/node_modules`);

        const { status, stderr, stdout } = spawnSync(
            process.execPath,
            [`${folder}/cli/new.ts`, "--stack", "staging", "--like", "dev"],
            { encoding: "utf8", cwd: tmpdir() },
        );
        const isMade = existsSync(`${folder}/Pulumi.staging.yaml`) && existsSync(`${folder}/stacks/staging.ts`);
        rmSync(folder, { recursive: true });

        expect({ status, stderr, isMade }).toEqual({ status: 0, stderr: "", isMade: true });
        expect(stdout).toMatch(/^Made stack "staging"/);
    });

    it.each([
        [["--like", "dev"], "Missing required argument: --stack"],
        [["--stack", "prod", "--like", "dev"], "There is Pulumi.prod.yaml and stacks/prod.ts already"],
        [["--stak", "staging"], "Unknown argument --stak. Known: --stack, --like; --help says what they do."],
    ])("with %j ends with exit code 1 and says why", (args, message) => {
        const { status, stderr, stdout } = spawnSync(process.execPath, [`${project}/cli/new.ts`, ...args], {
            encoding: "utf8",
        });

        expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
        expect(stderr).toContain(message);
    });
});
