import fc from "fast-check";
import { expect, it } from "vitest";
import { rules } from "../../policies/rules.ts";
import { shown, shownUri } from "../../policies/shown.ts";
import { type Changes, goodProgram } from "./good.ts";
import { type Declared, secret, verdictsOn } from "./verdicts.ts";

const characters = (alphabet: string, length: number) =>
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const lower = "abcdefghijklmnopqrstuvwxyz";
const alphanumeric = `${lower}${lower.toUpperCase()}0123456789`;

/** Credentials in the shapes that both clouds give out: Entra's, Auth0's, a token, a key in hexadecimal. */
const credential = fc.oneof(
    fc.tuple(characters(`${alphanumeric}.-_`, 3), characters(`${alphanumeric}-_`, 34)).map(([a, b]) => `${a}8Q~${b}`),
    characters(`${alphanumeric}_-`, 61).map((text) => `aZ7${text}`),
    characters(`${alphanumeric}_-`, 120).map((text) => `eyJhbGciOiJSUzI1NiJ9.${text}.aZ7`),
    characters("0123456789abcdef", 64),
);

/** Properties that are meant for secrets, with what they are on. */
const meantForSecrets: Changes = {
    props: {
        login: { ...goodProgram()[0]?.props, password: { displayName: "inline", value: "MARKER" } },
        microsoft: {
            strategy: "windowslive",
            options: { clientId: "MARKER", clientSecret: "MARKER", upstreamParams: "MARKER", scopes: [] },
        },
        "portal-credentials": {
            clientId: "it",
            authenticationMethod: "none",
            clientSecret: "MARKER",
            clientSecretWo: "MARKER",
            privateKeyJwt: { credentials: [{ pem: "MARKER", name: "MARKER" }] },
        },
        "login-a": { applicationId: "it", value: "MARKER", displayName: "MARKER", rotateWhenChanged: { of: "MARKER" } },
        "vault-portal": { properties: { value: "MARKER", contentType: "MARKER" } },
        vault: { properties: { tenantId: "MARKER", accessPolicies: [{ objectId: "MARKER" }] } },
    },
};

it("never quotes a property that is meant for secrets, whatever it looks like", async () => {
    const verdicts = await verdictsOn(rules, goodProgram(meantForSecrets), { of: "state" });

    expect(verdicts.length).toBeGreaterThan(5);
    expect(verdicts.filter(({ message }) => message.includes("MARKER"))).toEqual([]);
});

it("never prints a credential, in whatever property of whatever resource someone has put it", async () => {
    const program = goodProgram();
    await fc.assert(
        fc.asyncProperty(
            credential,
            fc.nat(),
            fc.boolean(),
            fc.constantFrom("dev", "prod"),
            async (value, nth, marked, stack) => {
                const resource = program[nth % program.length] as Declared;
                const put = marked ? secret(value) : value;
                for (const changed of withEachString(resource.props, put)) {
                    const others = program.filter((other) => other !== resource);
                    const verdicts = await verdictsOn(rules, [{ ...resource, props: changed as never }, ...others], {
                        stack,
                        of: "state",
                    });

                    expect(verdicts.filter(({ message }) => message.includes(value))).toEqual([]);
                }
            },
        ),
        { numRuns: 40 },
    );
});

it("prints no credential inside an address or a list", () => {
    fc.assert(
        fc.property(credential, (value) => {
            for (const text of [
                shown(value),
                shown([value, "User.Read"]),
                shown({ of: value }),
                shownUri(`https://login.acme.example/${value}`),
                shownUri(`https://me:${value}@login.acme.example/`),
                shownUri(`https://login.acme.example/?code=${value.slice(0, 8)}`),
            ]) {
                expect(text).not.toContain(value.slice(0, 8));
            }
        }),
    );
});

it.each([
    "https://login.acme.example/login/callback",
    "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
    "00000003-0000-0000-c000-000000000000",
    "UserActivity.ReadWrite.CreatedByApp",
    "2027-05-01T00:00:00.000Z",
    "delete:me:authentication_methods",
    "graph_files_all_update",
])("shows what is no credential: %s", (value) => {
    expect(shown(value)).toBe(`"${value}"`);
});

/** The value once for every string in it, which is another each time; and once with every one of them. */
function withEachString(value: unknown, put: unknown): unknown[] {
    const paths = stringsIn(value, []);
    return [...paths.map((path) => replaced(value, [path], put)), replaced(value, paths, put)];
}

function stringsIn(value: unknown, path: readonly string[]): (readonly string[])[] {
    if (typeof value === "string") return [path];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => stringsIn(item, [...path, key]));
}

function replaced(value: unknown, paths: readonly (readonly string[])[], put: unknown): unknown {
    if (paths.some((path) => path.length === 0)) return put;
    if (typeof value !== "object" || value === null || paths.length === 0) return value;
    const entries = Object.entries(value).map(([key, item]) => {
        const below = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
        return [key, replaced(item, below, put)] as const;
    });
    return Array.isArray(value)
        ? entries.map(([, item]) => item)
        : Object.assign(Object.create(Object.getPrototypeOf(value)), Object.fromEntries(entries));
}
