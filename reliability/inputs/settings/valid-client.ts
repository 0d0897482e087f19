import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { clientAssertionAlgorithms } from "../../../catalogue/auth0.ts";
import { label, listOf, maybe } from "./valid-values.ts";

/** A client, as the stack file has it. */
export type RawClient = Readonly<Record<string, unknown>> & { readonly kind: string };

/**
 * A client of any kind under a key.
 *
 * @param scopesBy what each connection registers, by its key
 */
export function validClient(
    key: string,
    scopesBy: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<RawClient> {
    const keys = Object.keys(scopesBy);
    const linked = fc
        .record({
            connections: fc.shuffledSubarray(keys, { minLength: 1 }),
            all: fc.boolean(),
            asks: fc.boolean(),
        })
        .chain(({ all, asks, connections }) => {
            const scopes = [...new Set(connections.flatMap((name) => scopesBy[name] ?? []))];
            const list = keys.length === 1 && all ? {} : { connections };
            if (!asks) return fc.constant<Record<string, unknown>>(list);
            return fc.shuffledSubarray(scopes).map(
                (some): Record<string, unknown> => ({
                    ...list,
                    scopes: [...new Set([...some, "offline_access", identityOf(scopes)])],
                }),
            );
        });
    return fc
        .tuple(fc.oneof(web(key), spa(key), existing(key)), linked)
        .map(([client, links]) => ({ ...client, ...links }));
}

function identityOf(scopes: readonly string[]): string {
    return scopes.includes("openid") ? "openid" : "User.Read";
}

function web(key: string): fc.Arbitrary<RawClient> {
    return fc
        .record({
            common: signingIn(key),
            origins: maybe({ webOrigins: listOf(origin, 2) }),
            refreshToken: fc.option(fc.tuple(days, days), { nil: undefined }),
            authentication: fc.constantFrom(
                {},
                { authentication: "client_secret_post" },
                { authentication: "client_secret_basic" },
                "private_key_jwt" as const,
            ),
            keys: publicKeys(),
        })
        .map(({ authentication, common, keys, origins, refreshToken }) => ({
            kind: "web",
            ...common,
            ...origins,
            ...(authentication === "private_key_jwt" ? { authentication, publicKeys: keys } : authentication),
            ...(refreshToken === undefined
                ? {}
                : { refreshToken: { lifetimeDays: Math.max(...refreshToken), idleDays: Math.min(...refreshToken) } }),
        }));
}

function spa(key: string): fc.Arbitrary<RawClient> {
    const identifier = fc.constantFrom(
        `https://api.${key}.example`,
        `urn:${key}`,
        `https://api.${key}.example/a/?b=c&d=%2F#e`,
        `${key}-ü`,
    );
    const scopes = fc.dictionary(fc.constantFrom("read:plans", "constructor", "ü<>&'", "a.b/c"), label(128), {
        maxKeys: 3,
    });
    const api = fc.tuple(identifier, maybe({ name: label(100).map(plainName), scopes }));
    return fc
        .record({ common: signingIn(key), webOrigins: listOf(origin, 2), api })
        .map(({ api: [identifier, rest], common, webOrigins }) => ({
            kind: "spa",
            ...common,
            webOrigins: [...new Set([...webOrigins, ...common.callbacks.map((url) => new URL(url).origin)])],
            api: { identifier, ...rest },
        }));
}

function existing(key: string): fc.Arbitrary<RawClient> {
    return fc.constant({ kind: "existing", clientId: key.replaceAll("-", "").padEnd(32, "0").slice(0, 32) });
}

function signingIn(key: string) {
    // Without a query in them: the vendor's own SDK takes it off when it redeems the code (openid-client, `stripParams`).
    const url = fc.constantFrom(
        "http://localhost:3000/auth/callback",
        `https://${key}.example/auth/callback`,
        `https://${key}.example:8443/a/e%20f`,
        `https://${key}.example/`,
        "http://127.0.0.1:1/x",
    );
    return fc
        .record({
            // Named after its key: no two are the same.
            name: label(100).map((text) => `${plainName(text)} ${key}`.slice(0, 128)),
            callbacks: listOf(url, 3),
            rest: maybe({ logoutUrls: listOf(url, 2), description: fc.oneof(label(140), fc.constant("")) }),
        })
        .map(({ rest, ...common }) => ({ ...common, ...rest }));
}

/** Auth0 refuses `<` and `>` in a client's name. */
function plainName(text: string): string {
    return text.replaceAll(/[<>]/g, "").trim() || "Name";
}

const origin = fc.constantFrom("http://localhost:3000", "https://app.example.com", "https://a.b.example:8443");

const days = fc.integer({ min: 1, max: 365 });

let made: string[] | undefined;

/** Made once: they are slow, and what is in them matters to nobody. */
function keyTexts(): string[] {
    made ??= [0, 1].map((index) => {
        const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        return index === 0
            ? String(publicKey.export({ type: "spki", format: "pem" }))
            : JSON.stringify(publicKey.export({ format: "jwk" }));
    });
    return made;
}

function publicKeys() {
    const [pem = "", jwk = ""] = keyTexts();
    const algorithm = maybe({ algorithm: fc.constantFrom(...clientAssertionAlgorithms) });
    return fc
        .tuple(fc.subarray([pem, jwk], { minLength: 1 }), algorithm)
        .map(([keys, rest]) => keys.map((key, index) => ({ name: `key ${index}`, key, ...rest })));
}
