/** Settings as a stack file has them, to be broken by a test. */
// biome-ignore lint/suspicious/noExplicitAny: tests set what no type allows
export type RawSettings = any;

/** Good settings of a stack with one `windowslive` connection. */
export function windowsliveSettings(): RawSettings {
    return {
        auth0: { domain: "acme-dev.eu.auth0.com" },
        microsoft: { tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90" },
        connections: {
            microsoft: {
                strategy: "windowslive",
                scopes: ["openid", "offline_access", "User.Read", "Calendars.Read"],
                clientSecret: { active: "a", slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } } },
            },
        },
        clients: {
            portal: { kind: "web", name: "Portal", callbacks: ["http://localhost:3000/auth/callback"] },
        },
    };
}

/** Good settings of a stack with two `waad` connections, one for a directory and one for any, and a client of each kind. */
export function waadSettings(): RawSettings {
    return {
        auth0: {
            domain: "acme.eu.auth0.com",
            customDomain: "login.acme.example",
            cutOverDomains: ["acme.eu.auth0.com"],
        },
        microsoft: { tenantId: "7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53" },
        protect: true,
        connections: {
            acme: {
                strategy: "waad",
                directory: "acme.example",
                scopes: ["openid", "offline_access", "User.Read", "Calendars.Read"],
                adminConsent: true,
                clientSecret: {
                    active: "b",
                    slots: {
                        a: { issued: "2026-08-03", ends: "2027-01-30" },
                        b: { issued: "2026-11-02", ends: "2027-05-01" },
                    },
                },
            },
            customers: {
                strategy: "waad",
                commonEndpoint: true,
                scopes: ["openid", "offline_access", "User.Read"],
                clientSecret: { active: "a", slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } } },
            },
        },
        clients: {
            portal: {
                kind: "web",
                name: "Portal",
                callbacks: ["https://portal.acme.example/callback"],
                refreshToken: { lifetimeDays: 90, idleDays: 14 },
                connections: ["acme", "customers"],
            },
            planner: {
                kind: "spa",
                name: "Planner",
                callbacks: ["https://planner.acme.example"],
                webOrigins: ["https://planner.acme.example"],
                api: { identifier: "https://api.acme.example" },
                connections: ["acme"],
                scopes: ["openid", "offline_access", "Calendars.Read"],
            },
            reports: { kind: "existing", clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga", connections: ["acme"] },
        },
    };
}
