import { all, type GoldenChange, replaced } from "./change.ts";

const strategy = "strategy: windowslive";
const domain = "domain: acme-dev.eu.auth0.com";
const slotEnd = 'ends: "2027-05-01"';

/** A second client secret, and the connection switched to it. */
const toSlotB = (issued: string, ends: string) =>
    all(
        replaced("active: a", "active: b"),
        replaced(slotEnd, `${slotEnd}\n          b:\n            issued: "${issued}"\n            ends: "${ends}"`),
    );

/** Changes of the dev stack as it is deployed: one `windowslive` connection, one web app. */
export const changesOfDev: readonly GoldenChange[] = [
    { name: "nothing-changed" },
    { name: "scope-added", edit: replaced("Calendars.Read,", "Calendars.Read, Files.Read,") },
    { name: "scope-removed", edit: replaced("Calendars.Read, ", "") },
    { name: "connection-renamed", edit: replaced(strategy, `${strategy}\n      name: microsoft-accounts`) },
    {
        name: "strategy-changed",
        edit: replaced(strategy, "strategy: waad\n      directory: acme.example"),
    },
    { name: "sign-in-off", edit: replaced(strategy, `${strategy}\n      signIn: false`) },
    { name: "token-vault-off", edit: replaced(strategy, `${strategy}\n      tokenVault: false`) },
    { name: "second-secret-activated", edit: toSlotB("2026-12-10", "2027-06-07") },
    { name: "secrets-end-together", edit: toSlotB("2026-11-20", "2027-05-10") },
    {
        name: "active-secret-renewed-in-place",
        edit: replaced('issued: "2026-11-02"', 'issued: "2026-11-20"'),
    },
    {
        name: "custom-domain-listed",
        edit: replaced(domain, `${domain}\n    cutOverDomains: [login.acme-dev.example]`),
    },
    {
        name: "domain-moved",
        edit: replaced(
            domain,
            `${domain}\n    customDomain: login.acme-dev.example\n    cutOverDomains: [acme-dev.eu.auth0.com]`,
        ),
    },
    {
        name: "domain-moved-without-cut-over",
        edit: replaced(domain, `${domain}\n    customDomain: login.acme-dev.example`),
    },
    {
        name: "callback-added",
        edit: replaced(
            "- http://localhost:3000/auth/callback",
            "- http://localhost:3000/auth/callback\n        - https://portal.acme-dev.example/auth/callback",
        ),
    },
    {
        name: "hostile-name",
        edit: replaced(
            "name: Acme Portal (development)",
            "name: '@everyone closes #1 `x` | [free](https://evil.example) ~~y~~ $z$ etirw'",
        ),
    },
    { name: "client-removed", edit: (stackFile) => stackFile.split("  microsoft-connection:clients:")[0] ?? "" },
    {
        name: "single-page-app-added",
        edit: (stackFile) =>
            `${stackFile.trimEnd()}\n    planner:\n      kind: spa\n      name: Acme Planner\n      callbacks: [http://localhost:4000]\n      webOrigins: [http://localhost:4000]\n      api:\n        identifier: https://api.planner.acme-dev.example\n`,
    },
    {
        name: "connection-added",
        edit: all(
            replaced(
                "  microsoft-connection:clients:",
                [
                    "    acme:",
                    "      strategy: waad",
                    "      appName: Acme staff (development)",
                    "      directory: acme.example",
                    "      scopes: [openid, profile, offline_access, User.Read]",
                    "      adminConsent: true",
                    "      clientSecret:",
                    "        active: a",
                    "        slots:",
                    '          a: { issued: "2026-11-20", ends: "2027-05-10" }',
                    "  microsoft-connection:clients:",
                ].join("\n"),
            ),
            replaced("kind: web", "kind: web\n      connections: [microsoft, acme]"),
        ),
    },
    { name: "links-handed-over", edit: replaced("config:", "config:\n  microsoft-connection:linking: handover") },
    { name: "wrong-settings", edit: replaced("active: a", "active: b") },
    { name: "destroyed", operation: "destroy" },
];
