import fc from "fast-check";
import type { VictimAddress } from "./victim-address.ts";

/** A request as bytes, in Latin-1, and to which of the servers it goes. */
export interface Attack {
    readonly server: "auth0" | "graph" | "login" | "desk" | "proxy";
    readonly text: string;
}

const methods = [
    "GET",
    "POST",
    "PATCH",
    "PUT",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "QUERY",
    "get",
    "G\u00e9T",
    "",
];

const paths: Readonly<Record<Attack["server"], readonly string[]>> = {
    auth0: [
        "/api/v2/clients",
        "/api/v2/connections",
        "/oauth/token",
        "/authorize",
        "/me/v1/connected-accounts/accounts",
        "/userinfo",
        "/login/callback",
        "/api/v2/resource-servers",
        "/v2/logout",
        "/api/v2/client-grants",
    ],
    graph: [
        "/v1.0/me",
        "/v1.0/applications",
        "/v1.0/servicePrincipals",
        "/beta/me/calendar/events",
        "/v1.0/me/drive/root/children",
        "/oidc/userinfo",
        "/metadata/endpoints",
        "/v1.0/directoryObjects",
    ],
    login: [
        "/common/oauth2/v2.0/token",
        "/common/oauth2/v2.0/authorize",
        "/common/login",
        "/organizations/v2.0/adminconsent",
        "/consumers/discovery/v2.0/keys",
        "/x/v2.0/.well-known/openid-configuration",
    ],
    desk: [
        "/",
        "/walk",
        "/walk/back",
        "/at/login.microsoftonline.com/common/login",
        "/control/clock",
        "/control/proof",
        "/control/people",
        "/page/page.css",
    ],
    proxy: [
        "login.microsoftonline.com:443",
        "evil.example:443",
        "127.0.0.1:22",
        "http://169.254.169.254/latest",
        "login.microsoftonline.com:22",
        ":443",
        "localhost:443",
        "[::1]:443",
        "acme-dev.eu.auth0.com:443:443",
    ],
};

const tricks = [
    "..",
    "%2e%2e",
    "%2f",
    "%252e%252e",
    "%",
    "%zz",
    "%00",
    "%ff",
    "//",
    "/./",
    "\\",
    ";x=1",
    "#",
    "\u00ff",
    "~",
    "*",
    "{id}",
    "__proto__",
    "constructor",
    "a".repeat(3000),
];

const queries = [
    "",
    "?",
    "?%",
    "?a=%zz",
    "?a[b]=c",
    "?q=%00",
    "?$filter=displayName eq '",
    "?$top=-1",
    "?per_page=1e9",
    "?fields=__proto__",
    "?redirect_uri=javascript:alert(1)",
    "?client_id=x&client_id=y",
    `?x=${"y".repeat(4000)}`,
    "?response_type=code&client_id=%F0%9F",
];

const types = [
    "application/json",
    "application/json; charset=utf-7",
    "application/json; charset=",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=ibm037",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "",
    "a/b; \u00ff",
    "application/xml",
];

const bodies = [
    "",
    "{",
    "[]",
    "null",
    "1",
    '"x"',
    '{"a":',
    '{"name":"x","__proto__":{"is_first_party":false}}',
    '{"name":"\\ud800"}',
    '{"name":"\u0000"}',
    "\u00ff\u00fe{",
    "grant_type=client_credentials&client_id=%zz",
    "grant_type=__proto__",
    "a=1&".repeat(2000),
    `{"a":${"[".repeat(3000)}${"]".repeat(3000)}}`,
    '--x\r\nContent-Disposition: form-data; name="client"\r\n\r\ny',
    '{"now":"2031-05-06T07:08:09Z"}',
];

/** How long a body says it is, and how it really comes. */
const framings = [
    "right",
    "too long",
    "too short",
    "negative",
    "twice",
    "both",
    "chunked",
    "bad chunk",
    "endless chunk",
    "none",
    "many",
] as const;

/** Any request at any of the servers, most of them wrong in some way. */
export function attackOn(victim: VictimAddress): fc.Arbitrary<Attack> {
    return fc
        .record({
            server: fc.constantFrom<Attack["server"]>("auth0", "auth0", "graph", "login", "desk", "proxy"),
            method: mostly(fc.constantFrom("GET", "POST", "PATCH", "DELETE"), fc.constantFrom(...methods)),
            path: fc.nat(),
            trick: fc.option(fc.constantFrom(...tricks), { nil: "" }),
            query: mostly(fc.constant(""), fc.constantFrom(...queries)),
            version: mostly(fc.constant("HTTP/1.1"), fc.constantFrom("HTTP/1.0", "HTTP/2.0", "", "HTTP/1.1\u0000")),
            host: mostly(
                fc.constant("own"),
                fc.constantFrom("none", "twice", "evil.example", "127.0.0.1", "x".repeat(300)),
            ),
            isSignedIn: fc.boolean(),
            type: mostly(
                fc.constantFrom("application/json", "application/x-www-form-urlencoded"),
                fc.constantFrom(...types),
            ),
            body: fc.oneof(fc.constantFrom(...bodies), fc.string({ unit: "binary-ascii" })),
            framing: mostly(fc.constantFrom("right", "chunked"), fc.constantFrom(...framings)),
            extra: mostly(
                fc.constant(""),
                fc.constantFrom(
                    "",
                    "Expect: 100-continue",
                    "Expect: x",
                    "Upgrade: websocket\r\nConnection: Upgrade",
                    "X: \u0001",
                    " folded: x",
                    "NoColon",
                    `Cookie: ${"a=b; ".repeat(500)}`,
                    "Range: bytes=0-1,5-",
                    "X-HTTP-Method-Override: DELETE",
                    "Authorization: Basic %%%",
                    "DPoP: x.y.z",
                    "Origin: null",
                ),
            ),
        })
        .map((made) => ({ server: made.server, text: textOf(made, victim) }));
}

/** A request with everything wrong gets no further than the parser. */
function mostly<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> {
    return fc.oneof({ weight: 7, arbitrary: right }, { weight: 2, arbitrary: wrong });
}

type Made = Record<"method" | "trick" | "query" | "version" | "host" | "type" | "body" | "extra", string> & {
    readonly server: Attack["server"];
    readonly path: number;
    readonly isSignedIn: boolean;
    readonly framing: (typeof framings)[number];
};

function textOf(made: Made, victim: VictimAddress): string {
    const all = paths[made.server];
    const isConnect = made.server === "proxy" && made.path % 2 === 0;
    const path = `${all[made.path % all.length]}${made.trick === "" || isConnect ? "" : `/${made.trick}`}${isConnect ? "" : made.query}`;
    const token = made.isSignedIn ? tokenFor(made.server, victim) : undefined;
    const lines = [
        `${isConnect ? "CONNECT" : made.method} ${path} ${made.version}`,
        ...hostLines(made.host, hostOf(made.server, victim)),
        ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
        ...(made.type === "" ? [] : [`Content-Type: ${made.type}`]),
        ...(made.extra === "" ? [] : [made.extra]),
        "Connection: close",
    ];
    return framed(lines, made.body, made.framing);
}

function hostOf(server: Attack["server"], { auth0, desk, microsoft }: VictimAddress): string {
    const hosts = {
        auth0: auth0.host,
        graph: microsoft.host,
        login: microsoft.loginHost,
        desk: `127.0.0.1:${desk.port}`,
        proxy: "proxy",
    };
    return hosts[server];
}

function tokenFor(server: Attack["server"], { auth0, desk, microsoft }: VictimAddress): string | undefined {
    if (server === "auth0") return auth0.token;
    if (server === "desk") return desk.token;
    return server === "graph" ? Object.values(microsoft.tokens)[0] : undefined;
}

function hostLines(host: string, own: string): string[] {
    if (host === "none") return [];
    if (host === "twice") return [`Host: ${own}`, "Host: evil.example"];
    return [`Host: ${host === "own" ? own : host}`];
}

function framed(lines: readonly string[], body: string, framing: Made["framing"]): string {
    const { length } = Buffer.from(body, "latin1");
    const chunk = `${length.toString(16)}\r\n${body}\r\n`;
    const [more, sent]: [string[], string] = {
        right: [[`Content-Length: ${length}`], body] as [string[], string],
        "too long": [[`Content-Length: ${length + 50}`], body] as [string[], string],
        "too short": [[`Content-Length: ${Math.max(0, length - 3)}`], body] as [string[], string],
        negative: [["Content-Length: -1"], body] as [string[], string],
        twice: [[`Content-Length: ${length}`, `Content-Length: ${length + 1}`], body] as [string[], string],
        both: [[`Content-Length: ${length}`, "Transfer-Encoding: chunked"], `${chunk}0\r\n\r\n`] as [string[], string],
        chunked: [["Transfer-Encoding: chunked"], `${length === 0 ? "" : chunk}0\r\n\r\n`] as [string[], string],
        "bad chunk": [["Transfer-Encoding: chunked"], `zz\r\n${body}`] as [string[], string],
        "endless chunk": [["Transfer-Encoding: chunked"], `ffffffff\r\n${body}`] as [string[], string],
        none: [[], body] as [string[], string],
        many: [Array.from({ length: 300 }, (_, index) => `X-${index}: ${"v".repeat(100)}`), ""] as [string[], string],
    }[framing];
    return `${[...lines, ...more].join("\r\n")}\r\n\r\n${sent}`;
}
