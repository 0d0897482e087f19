import { readFileSync } from "node:fs";
import type { DirectoryCredentials } from "../../clouds/graph-directory.ts";
import { workflowToken } from "../../clouds/workflow-token.ts";
import type { CredentialsFor, Environment, Read } from "./read.ts";

/** Microsoft's: an app registration with its secret, or with a token that a federated credential of it trusts. */
export function microsoftCredentials(
    environment: Environment,
    { stack, tenantId: wanted }: CredentialsFor,
): Read<DirectoryCredentials> {
    const read = (name: string) => fromVariableOrFile(environment, name);
    const tenantId = environment["ARM_TENANT_ID"] ?? "";
    const clientId = read("ARM_CLIENT_ID");
    const clientSecret = read("ARM_CLIENT_SECRET");
    const federated = isTrue(environment["ARM_USE_OIDC"]);
    const assertion = assertionFrom(environment);
    const given = [tenantId, clientId.text, clientSecret.text].some((text) => text !== "") || federated;
    if (!given && clientId.problem === undefined && clientSecret.problem === undefined) {
        return { value: undefined, problems: [] };
    }
    const problems = [
        ...(tenantId === "" ? ["ARM_TENANT_ID is not set: the directory (tenant) ID"] : []),
        ...(isId(tenantId) && wanted !== undefined && tenantId.toLowerCase() !== wanted.toLowerCase()
            ? [
                  `ARM_TENANT_ID is ${tenantId}, and stack ${stack} is deployed to ${wanted}: set that directory's credentials`,
              ]
            : []),
        ...[clientId.problem, clientSecret.problem].filter((problem) => problem !== undefined),
        ...(clientId.text === "" && clientId.problem === undefined ? ["ARM_CLIENT_ID is not set"] : []),
        ...waysOfMicrosoft(clientSecret, federated, assertion),
    ];
    if (problems.length > 0) return { value: undefined, problems };
    const of = { tenantId, clientId: clientId.text };
    if (clientSecret.text !== "") return { value: { ...of, clientSecret: clientSecret.text }, problems };
    return { value: assertion === undefined ? undefined : { ...of, assertion }, problems };
}

/** The provider takes a directory's domain as well, which says nothing of its id. */
function isId(tenant: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant);
}

function waysOfMicrosoft(
    { problem, text }: FromFile,
    federated: boolean,
    assertion: (() => Promise<string>) | undefined,
): string[] {
    if (text !== "" && federated) {
        return [
            "ARM_CLIENT_SECRET and ARM_USE_OIDC are set: the provider would take the secret; take one of them away",
        ];
    }
    if (text !== "" || problem !== undefined) return [];
    if (federated && assertion === undefined) {
        return [
            "ARM_USE_OIDC is set, and no token: set ARM_OIDC_TOKEN or ARM_OIDC_TOKEN_FILE_PATH; a workflow of GitHub has ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN with permission id-token: write",
        ];
    }
    if (federated) return [];
    return [
        assertion === undefined
            ? "ARM_CLIENT_SECRET is not set, nor ARM_USE_OIDC with a token: set one of them"
            : "ARM_USE_OIDC is not set: set it to true to sign in with the token that is there, or set ARM_CLIENT_SECRET",
    ];
}

/** Where a federated token comes from, first the one that the provider would take. */
function assertionFrom(environment: Environment): (() => Promise<string>) | undefined {
    const token = environment["ARM_OIDC_TOKEN"] ?? "";
    if (token !== "") return async () => token;
    const file = environment["ARM_OIDC_TOKEN_FILE_PATH"] ?? "";
    // Read at every sign-in: whoever writes it renews it.
    if (file !== "") return async () => textOf(file);
    const url = environment["ARM_OIDC_REQUEST_URL"] || environment["ACTIONS_ID_TOKEN_REQUEST_URL"];
    const bearer = environment["ARM_OIDC_REQUEST_TOKEN"] || environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
    if (url === undefined || bearer === undefined || url === "" || bearer === "") return undefined;
    return () => workflowToken({ url, bearer });
}

interface FromFile {
    readonly text: string;
    readonly problem: string | undefined;
}

/** A variable, or what is in the file that `…_FILE_PATH` names. */
function fromVariableOrFile(environment: Environment, name: string): FromFile {
    const text = environment[name] ?? "";
    const file = environment[`${name}_FILE_PATH`] ?? "";
    if (text !== "" || file === "") return { text, problem: undefined };
    try {
        return { text: textOf(file), problem: undefined };
    } catch (error) {
        return { text: "", problem: `${name}_FILE_PATH cannot be read: ${(error as Error).message}` };
    }
}

function textOf(file: string): string {
    return readFileSync(file, "utf8").trim();
}

/** As Go reads a boolean. */
function isTrue(text = ""): boolean {
    return ["1", "t", "true"].includes(text.toLowerCase());
}
