import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployerCredentials, type Environment } from "../../cli/deployer-credentials.ts";
import { PersonError } from "../../cli/person-error.ts";

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
const tenantId = "7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53";
const otherTenant = "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90";
const client = { AUTH0_DOMAIN: "acme.eu.auth0.com", AUTH0_CLIENT_ID: "deployer" };
const bySecret = { ...client, AUTH0_CLIENT_SECRET: "auth0-secret" };
const application = { ARM_TENANT_ID: tenantId, ARM_CLIENT_ID: "application" };
const heading =
    "The credentials that stack prod is deployed with are needed, in the variables that the providers read:";
let folder: string;

beforeAll(() => {
    folder = mkdtempSync(`${tmpdir()}/credentials-`);
    writeFileSync(`${folder}/secret`, "secret-of-file\n");
    writeFileSync(`${folder}/token`, "token-of-file\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the credentials of Auth0", () => {
    it.each<[string, Environment, object]>([
        [
            "a client with its secret",
            bySecret,
            { domain: "acme.eu.auth0.com", clientId: "deployer", clientSecret: "auth0-secret" },
        ],
        [
            "a client with its private key",
            { ...client, AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: privateKey, AUTH0_CLIENT_ASSERTION_SIGNING_ALG: "PS256" },
            { domain: "acme.eu.auth0.com", clientId: "deployer", privateKey, signingAlg: "PS256" },
        ],
        [
            "a token",
            { AUTH0_DOMAIN: "acme.eu.auth0.com", AUTH0_API_TOKEN: "a-token" },
            { domain: "acme.eu.auth0.com", apiToken: "a-token" },
        ],
    ])("are %s", (_what, environment, credentials) => {
        expect(read(environment)).toEqual({ auth0: credentials, microsoft: undefined });
    });

    it.each<[string, Environment, string[]]>([
        [
            "nothing",
            {},
            [
                "AUTH0_DOMAIN is not set: the tenant's domain",
                "AUTH0_CLIENT_SECRET is not set, nor AUTH0_CLIENT_ASSERTION_PRIVATE_KEY, nor AUTH0_API_TOKEN: set one of them",
                "AUTH0_CLIENT_ID is not set",
            ],
        ],
        [
            "another tenant's domain",
            { ...bySecret, AUTH0_DOMAIN: "acme-dev.eu.auth0.com" },
            [
                "AUTH0_DOMAIN is acme-dev.eu.auth0.com, and stack prod is deployed to acme.eu.auth0.com: set that tenant's credentials",
            ],
        ],
        [
            "a secret and a token",
            { ...bySecret, AUTH0_API_TOKEN: "a-token" },
            ["AUTH0_CLIENT_SECRET and AUTH0_API_TOKEN are set: the provider takes one of them"],
        ],
        [
            "a key that is none, with an algorithm that Auth0 does not take",
            {
                ...client,
                AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: "secret-without-pem",
                AUTH0_CLIENT_ASSERTION_SIGNING_ALG: "HS256",
            },
            [
                "AUTH0_CLIENT_ASSERTION_SIGNING_ALG is HS256: Auth0 takes RS256, RS384 or PS256",
                "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY is not an RSA private key in PEM form: its text is needed, from -----BEGIN to the end, line ends included",
            ],
        ],
        [
            "a key without its algorithm",
            { ...client, AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: privateKey },
            ["AUTH0_CLIENT_ASSERTION_SIGNING_ALG is not set"],
        ],
    ])("are missing with %s", (_what, environment, problems) => {
        expect(() => read(environment)).toThrow(lines(problems));
    });
});

describe("the credentials of Microsoft", () => {
    it("are an application with its secret, which may stand in a file", () => {
        const { microsoft } = read({
            ...bySecret,
            ...application,
            ARM_CLIENT_SECRET_FILE_PATH: `${folder}/secret`,
        });

        expect(microsoft).toEqual({ tenantId, clientId: "application", clientSecret: "secret-of-file" });
    });

    it.each<[string, Environment, string]>([
        ["in a variable", { ARM_OIDC_TOKEN: "token-itself" }, "token-itself"],
        ["in a file", { ARM_OIDC_TOKEN_FILE_PATH: "$folder/token" }, "token-of-file"],
    ])("are an application with a token %s", async (_where, where, token) => {
        const variables = Object.entries(where).map(([name, value = ""]) => [name, value.replace("$folder", folder)]);
        const { microsoft } = read({
            ...bySecret,
            ...application,
            ARM_USE_OIDC: "true",
            ...Object.fromEntries(variables),
        });

        expect(microsoft !== undefined && "assertion" in microsoft && (await microsoft.assertion())).toBe(token);
    });

    it.each<[string, Environment, string[]]>([
        [
            "a secret alone",
            { ARM_CLIENT_SECRET: "microsoft-secret" },
            ["ARM_TENANT_ID is not set: the directory (tenant) ID", "ARM_CLIENT_ID is not set"],
        ],
        ["no secret", application, ["ARM_CLIENT_SECRET is not set, nor ARM_USE_OIDC with a token: set one of them"]],
        [
            "a token that is not to be used",
            { ...application, ARM_OIDC_TOKEN: "token-itself" },
            [
                "ARM_USE_OIDC is not set: set it to true to sign in with the token that is there, or set ARM_CLIENT_SECRET",
            ],
        ],
        [
            "no token that is to be used",
            { ...application, ARM_USE_OIDC: "true", ACTIONS_ID_TOKEN_REQUEST_URL: "https://actions.example/token" },
            [
                "ARM_USE_OIDC is set, and no token: set ARM_OIDC_TOKEN or ARM_OIDC_TOKEN_FILE_PATH; a workflow of GitHub has ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN with permission id-token: write",
            ],
        ],
        [
            "a secret and a token",
            { ...application, ARM_CLIENT_SECRET: "microsoft-secret", ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "token" },
            ["ARM_CLIENT_SECRET and ARM_USE_OIDC are set: the provider would take the secret; take one of them away"],
        ],
        [
            "another directory, and a file that is not there",
            {
                ARM_TENANT_ID: otherTenant,
                ARM_CLIENT_ID: "application",
                ARM_CLIENT_SECRET_FILE_PATH: "/nowhere/secret",
            },
            [
                `ARM_TENANT_ID is ${otherTenant}, and stack prod is deployed to ${tenantId}: set that directory's credentials`,
                "ARM_CLIENT_SECRET_FILE_PATH cannot be read: ENOENT: no such file or directory, open '/nowhere/secret'",
            ],
        ],
    ])("are missing with %s", (_what, environment, problems) => {
        expect(() => read({ ...bySecret, ...environment })).toThrow(lines(problems));
    });

    it("may name the directory by its domain, which cannot be compared", () => {
        const { microsoft } = read({
            ...bySecret,
            ARM_TENANT_ID: "acme.onmicrosoft.com",
            ARM_CLIENT_ID: "application",
            ARM_CLIENT_SECRET: "microsoft-secret",
        });

        expect(microsoft?.tenantId).toBe("acme.onmicrosoft.com");
    });

    it("are told of together with Auth0's", () => {
        expect(() => read({ AUTH0_DOMAIN: "acme.eu.auth0.com", ARM_CLIENT_ID: "application" })).toThrow(
            lines([
                "AUTH0_CLIENT_SECRET is not set, nor AUTH0_CLIENT_ASSERTION_PRIVATE_KEY, nor AUTH0_API_TOKEN: set one of them",
                "AUTH0_CLIENT_ID is not set",
                "ARM_TENANT_ID is not set: the directory (tenant) ID",
                "ARM_CLIENT_SECRET is not set, nor ARM_USE_OIDC with a token: set one of them",
            ]),
        );
    });
});

function read(environment: Environment) {
    return deployerCredentials(environment, {
        stack: "prod",
        tenantDomain: "acme.eu.auth0.com",
        tenantId,
    });
}

/** The whole message, exactly. */
function lines(problems: readonly string[]): PersonError {
    return new PersonError([heading, ...problems.map((problem) => `  ${problem}`)].join("\n"));
}
