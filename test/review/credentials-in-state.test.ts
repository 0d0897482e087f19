import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { withoutCredentials } from "../../review/credential-shape.ts";
import { credentialsInState } from "../../review/credentials-in-state.ts";
import { secret, stored, types, urnOf } from "./engine-data/recorded.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
});

/** Made up, in the forms that the vendors' credentials have. */
const made = {
    entra: `abc8Q~${"Zk3_x.Q9~Lm-".repeat(3).slice(0, 34)}`,
    auth0: `${"aB3dE9fG1hJ-kL5mN7pQ".repeat(4).slice(0, 64)}`,
    token: `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${"c2lnbmF0dXJl".repeat(3)}`,
};

function inState(inputs: object, type: string = types.client, more: object = {}) {
    const resource = stored(type, "it", inputs as never, { outputs: {}, ...more });
    return credentialsInState(JSON.stringify({ version: 3, deployment: { resources: [resource] } }));
}

describe("is found", () => {
    it.each<[string, object, string, string]>([
        [
            "by the name of a secret",
            { clientSecret: "hunter2" },
            "inputs.clientSecret",
            "its name is one of a credential's",
        ],
        [
            "by the name of a password, nested",
            { a: { db_password: "x1" } },
            "inputs.a.db_password",
            "its name is one of a credential's",
        ],
        ["in a list of secrets", { secret: ["s1"] }, "inputs.secret[0]", "its name is one of a credential's"],
        ["by the form of Entra's secrets", { notes: `use ${made.entra}` }, "inputs.notes", "a client secret of Entra"],
        ["by the form of Auth0's secrets", { description: made.auth0 }, "inputs.description", "long random text"],
        ["in a list, by its form", { callbacks: ["https://x", made.auth0] }, "inputs.callbacks[1]", "long random text"],
        ["as a JSON Web Token", { notes: made.token }, "inputs.notes", "a JSON Web Token"],
        ["as a private key", { pem: privateKey }, "inputs.pem", "a private key"],
        ["as a password in an address", { url: "https://me:pass@host/" }, "inputs.url", "a password in an address"],
        [
            "in an address's query",
            { url: "https://h/?sig=abcdefgh12" },
            "inputs.url",
            "a key in a connection string or an address",
        ],
        [
            "in JSON in a text",
            { options: '{"a":{"api_key":"k1"}}' },
            "inputs.options.a.api_key",
            "its name is one of a credential's",
        ],
        [
            "as the name of a property",
            { [made.entra]: "x" },
            'inputs["[looks like a client secret of Entra]"]',
            "a client secret of Entra",
        ],
        ["as base64", { data: `${randomBytes(48).toString("base64")}==` }, "inputs.data", "long random text"],
    ])("%s", (_how, inputs, path, why) => {
        expect(inState(inputs)).toContainEqual({ urn: urnOf(types.client, "it"), path, why });
    });

    it("as the value of a resource that is a secret by its type, but not of another", () => {
        expect(inState({ value: "short" }, types.password)).toHaveLength(1);
        expect(inState({ value: "short" }, types.vault)).toEqual([]);
    });

    it("in providers, outputs, ids and operations that are pending", () => {
        const resource = stored("pulumi:providers:azuread", "default", {}, { outputs: { clientSecret: "s" } });
        const pending = { resource: stored(types.client, "new", { token: "t1" }), type: "creating" };
        const found = credentialsInState(
            JSON.stringify({
                deployment: { resources: [resource, { ...resource, id: made.token }], pending_operations: [pending] },
            }),
        );
        expect(found.map(({ path }) => path)).toEqual([
            "outputs.clientSecret",
            "id",
            "outputs.clientSecret",
            "inputs.token",
            "outputs.token",
        ]);
    });

    it("and its value is never told", () => {
        const told = JSON.stringify(
            inState({ ...made, clientSecret: "hunter2", [made.auth0]: made.auth0, pem: privateKey }),
        );
        for (const value of [...Object.values(made), "hunter2", privateKey.split("\n")[1] ?? ""]) {
            expect(told).not.toContain(value);
        }
    });
});

describe("is not found", () => {
    it.each<[string, object]>([
        ["what carries the engine's mark", { clientSecret: secret, list: [{ token: secret }] }],
        [
            "Auth0's client ids",
            { clientId: "v5lDqgbreEBdgfAK57hzhlHf2f2IgPpq", enabled: ["Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga"] },
        ],
        ["a link's id", { id: "con_kqxBbzTUz2Mvr4Fi::4DK3V3PKruk69DluiisYXezw6kMDep49" }],
        ["a grant's id at Microsoft", { id: "9nZ2VqRmG0eYc1Lx-T5bUwKpJd3hAoFsE7iXMNrQv8g" }],
        ["GUIDs", { secretId: "5091b179-2e18-44c5-b418-8aec8c18082d", secret: "5091b179-2e18-44c5-b418-8aec8c18082d" }],
        [
            "paths with GUIDs",
            {
                path: "/applications/5091b179-2e18-44c5-b418-8aec8c18082d/password/25fc4d23-505c-460d-901d-301d756ae6d7",
            },
        ],
        ["dates", { token: "2027-05-01T00:00:00Z" }],
        ["addresses", { tokenEndpoint: "https://acme.eu.auth0.com/oauth/token", token: "https://acme.example/t" }],
        [
            "settings of tokens",
            { refreshToken: { rotationType: "rotating", policies: [{ audience: "x" }] }, tokenDialect: "access_token" },
        ],
        [
            "grant types",
            { grantTypes: ["urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token"] },
        ],
        ["public keys and hashes", { pem: publicKey, thumbprint: made.auth0, kid: made.auth0 }],
        ["numbers and switches", { token: 5, useSecret: true, secret: null, password: "" }],
        [
            "paths of Azure",
            {
                id: "/subscriptions/5091b179-2e18-44c5-b418-8aec8c18082d/resourceGroups/Rg1/providers/Microsoft.KeyVault/vaults/Kv2",
            },
        ],
    ])("%s", (_what, inputs) => {
        expect(inState(inputs)).toEqual([]);
    });

    it.each(["", "{", "[]", '{"deployment":5}', '{"deployment":{"resources":[null,5,{"inputs":[]}]}}'])(
        "anything in a state that is none: %j",
        (text) => {
            expect(credentialsInState(text)).toEqual([]);
        },
    );
});

it("is taken out of messages of others", () => {
    expect(withoutCredentials(`401 for ${made.entra} at https://x, "client_secret": "abc"`)).toBe(
        "401 for [looks like a client secret of Entra] at https://x, [looks like a credential in JSON]",
    );
    expect(withoutCredentials("5091b179-2e18-44c5-b418-8aec8c18082d is no audience")).toBe(
        "5091b179-2e18-44c5-b418-8aec8c18082d is no audience",
    );
});
