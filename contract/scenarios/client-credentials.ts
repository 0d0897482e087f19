import type { Declared, Input, Inputs, Scenario } from "../scenario.ts";
import { given, output, secret } from "../scenario.ts";
import { clientNamed } from "./found.ts";
import { publicKeys } from "./public-keys.ts";

const portal: Declared = {
    type: "auth0.Client",
    name: "portal",
    inputs: {
        name: "Acme Portal",
        appType: "regular_web",
        grantTypes: ["authorization_code", "refresh_token"],
        jwtConfiguration: { alg: "RS256" },
    },
};
const [first, second] = publicKeys;
const key = (name: string, pem: string, more: Inputs = {}): Inputs => ({
    credentialType: "public_key",
    name,
    pem,
    algorithm: "RS256",
    ...more,
});

export const clientCredentialsScenarios: readonly Scenario[] = [
    {
        name: "auth0-client-credentials-secret",
        title: "A client authenticates by its secret, in the body or in a header, by one that is given, or by nothing",
        steps: [
            {
                title: "in the body, the secret that Auth0 made",
                resources: [portal, credentials({ authenticationMethod: "client_secret_post" })],
            },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            { title: "in a header", resources: [portal, credentials({ authenticationMethod: "client_secret_basic" })] },
            {
                title: "a secret that is given",
                resources: [
                    portal,
                    credentials({
                        authenticationMethod: "client_secret_basic",
                        clientSecret: secret("not-a-secret-of-the-portal-but-long-enough-for-auth0-to-take-it-ok"),
                    }),
                ],
            },
            { title: "no secret", resources: [portal, credentials({ authenticationMethod: "none" })] },
            { title: "they are deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-client-credentials-key",
        title: "A client authenticates by a key, by two while it is rotated, then by the new one, then by its secret again",
        steps: [
            { title: "one key", resources: [portal, byKeys([key("first", first)])] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "two keys", resources: [portal, byKeys([key("first", first), key("second", second)])] },
            { title: "the new one alone", resources: [portal, byKeys([key("second", second)])] },
            {
                title: "it ends",
                resources: [portal, byKeys([key("second", second, { expiresAt: "2027-05-01T00:00:00.000Z" })])],
            },
            {
                title: "the secret again",
                resources: [portal, credentials({ authenticationMethod: "client_secret_post" })],
            },
        ],
    },
    {
        name: "auth0-client-credentials-key-deleted",
        title: "Credentials with a key are deleted, and the client authenticates by its type's default",
        steps: [
            { title: "one key", resources: [portal, byKeys([key("first", first)])] },
            { title: "the credentials are deleted", resources: [portal] },
        ],
    },
    {
        name: "auth0-client-credentials-imported",
        title: "Credentials are imported by the client id, follow another client, and see a secret that was rotated by hand",
        steps: [
            {
                title: "they are made and kept",
                resources: [
                    portal,
                    credentials({ authenticationMethod: "client_secret_post" }, { retainOnDelete: true }),
                ],
            },
            { title: "the stack forgets them", resources: [portal] },
            {
                title: "they are imported",
                before: (world) => ({ id: clientNamed(world, "Acme Portal").client_id }),
                resources: [
                    portal,
                    credentials({ authenticationMethod: "client_secret_post" }, { import: given("id") }),
                ],
            },
            {
                title: "somebody has rotated the secret",
                operation: "refresh",
                before: (world) => {
                    const found = clientNamed(world, "Acme Portal");
                    const rotated = "Rotated-by-hand-and-long-enough-for-auth0-to-take-it-as-a-secret";
                    world.tenant.clients.set(found.client_id, { ...found, client_secret: rotated });
                    return undefined;
                },
            },
            {
                title: "another client",
                resources: [
                    portal,
                    { type: "auth0.Client", name: "other", inputs: { name: "Acme Other", appType: "regular_web" } },
                    credentials({ clientId: output("other", "clientId"), authenticationMethod: "client_secret_post" }),
                ],
            },
        ],
    },
    {
        name: "auth0-client-credentials-refused",
        title: "Credentials without keys, with a secret beside a key, and of a client that is gone are refused",
        steps: [
            {
                title: "no key",
                fails: true,
                resources: [portal, credentials({ authenticationMethod: "private_key_jwt" })],
            },
            {
                title: "a secret beside a key",
                fails: true,
                resources: [
                    portal,
                    credentials({
                        authenticationMethod: "private_key_jwt",
                        clientSecret: "both",
                        privateKeyJwt: { credentials: [key("first", first)] },
                    }),
                ],
            },
            {
                title: "no such client",
                fails: true,
                resources: [
                    credentials({
                        clientId: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef",
                        authenticationMethod: "client_secret_post",
                    }),
                ],
            },
        ],
    },
];

function credentials(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return {
        type: "auth0.ClientCredentials",
        name: "portal",
        inputs: { clientId: output("portal", "clientId"), ...inputs },
        options,
    };
}

function byKeys(keys: readonly Input[]): Declared {
    return credentials({ authenticationMethod: "private_key_jwt", privateKeyJwt: { credentials: keys } });
}
