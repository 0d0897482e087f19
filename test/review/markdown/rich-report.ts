import type { Phrase } from "../../../review/phrase.ts";
import { phrase } from "../../../review/phrase.ts";
import type { ChangeReport, Report, StackReport } from "../../../review/report.ts";

/** A stack in which nothing differs. */
export function quietStack(stack: string): StackReport {
    return {
        stack,
        project: "microsoft-connection",
        operation: "update",
        outcome: "foreseen",
        fingerprint: { plan: "0f3a91c2", state: "77b0de14", settings: "c4d5aa90" },
        counts: { same: 41 },
        findings: [],
        changes: [],
        policies: [],
        credentials: [],
        hidden: 0,
        notes: [],
        errors: [],
        warnings: [],
        unreadable: [],
    };
}

/** A change of a resource; what a test is not about has no meaning. */
export function change(given: Partial<ChangeReport> & Pick<ChangeReport, "kind" | "name">): ChangeReport {
    return {
        urn: `urn:pulumi:prod::microsoft-connection::auth0:index/connection:Connection::${given.name}`,
        type: "auth0:index/connection:Connection",
        operation: "update",
        reasons: [],
        risk: "setting",
        summary: [],
        properties: [],
        hidden: 0,
        ...given,
    };
}

const value = (text: string): Phrase => [{ value: text }];
const secret: Phrase = ["[secret]"];
const later: Phrase = ["[known after the update]"];

/** Production's connection gets another name, a secret is renewed, a client is unlinked. */
export const prod: StackReport = {
    ...quietStack("prod"),
    outcome: "refused",
    counts: { replace: 1, update: 3, create: 1, delete: 1, same: 37 },
    findings: [
        {
            topic: "secrets",
            weight: "neutral",
            text: phrase`client secret of ${"Acme Login"}, slot b: new, ends ${"2027-05-01"}`,
        },
        {
            topic: "users",
            weight: "loss",
            text: phrase`every user of connection ${"acme-entra"} is deleted, with the accounts they have connected`,
        },
        {
            topic: "tokens",
            weight: "narrower",
            text: phrase`${"Acme Planner"} can no longer exchange tokens for ${"Calendars.ReadWrite"} through ${"acme-entra"}`,
        },
        {
            topic: "sign-in",
            weight: "wider",
            text: phrase`people of any directory can sign in to ${"Acme Portal"}; until now people of ${"acme.example"} could`,
        },
        { topic: "sign-in", weight: "notice", text: phrase`everyone signs in to ${"Acme Portal"} again` },
    ],
    changes: [
        change({
            kind: "connection",
            name: "acme",
            operation: "replace",
            order: "delete-first",
            risk: "identity",
            reasons: [phrase`${"name"} cannot be changed`],
            summary: phrase`named ${"acme-entra-v2"} instead of ${"acme-entra"}`,
            properties: [
                {
                    path: "name",
                    kind: "update",
                    before: value("acme-entra"),
                    after: value("acme-entra-v2"),
                    replaces: true,
                },
                {
                    path: "options.scopes[3]",
                    kind: "add",
                    after: value("offline_access"),
                    replaces: false,
                },
                { path: "options.clientSecret", kind: "update", before: secret, after: later, replaces: false },
            ],
        }),
        change({
            kind: "client link",
            name: "planner-acme",
            operation: "delete",
            risk: "access",
            summary: phrase`${"Acme Planner"} is no longer linked to ${"acme-entra"}`,
        }),
        change({
            kind: "app registration",
            name: "acme",
            operation: "update",
            risk: "access",
            summary: phrase`accounts: ${"AzureADMultipleOrgs"} instead of ${"AzureADMyOrg"}`,
            properties: [
                {
                    path: "signInAudience",
                    kind: "update",
                    before: value("AzureADMyOrg"),
                    after: value("AzureADMultipleOrgs"),
                    replaces: false,
                },
                {
                    path: "web.redirectUris[1]",
                    kind: "add",
                    after: value("https://login.acme.example/login/callback"),
                    replaces: false,
                },
            ],
        }),
        change({
            kind: "client secret",
            name: "acme-secret-b",
            operation: "create",
            risk: "secret",
            summary: phrase`client secret, slot b: new, ends ${"2027-05-01"}`,
            properties: [{ path: "endDate", kind: "add", after: value("2027-05-01T00:00:00Z"), replaces: false }],
        }),
        change({
            kind: "client",
            name: "portal",
            operation: "update",
            risk: "setting",
            summary: phrase`${"logoutUrls"} is another`,
            properties: [
                {
                    path: "allowedLogoutUrls[0]",
                    kind: "update",
                    before: value("https://portal.acme.example"),
                    after: value("https://portal.acme.example/signed-out"),
                    replaces: false,
                },
            ],
        }),
        change({ kind: "resource", name: "audit-log", type: "aws:s3/bucket:Bucket", risk: "unknown", summary: [] }),
    ],
    policies: [
        {
            rule: "app-registration-has-owners",
            level: "advisory",
            urn: "urn:pulumi:prod::p::azuread:index/application:Application::acme",
            purpose: "An app registration has at least two owners.",
            problems: ["it has 1 owner; expected at least 2"],
        },
        {
            rule: "redirect-uri-is-auth0-callback",
            level: "mandatory",
            urn: "urn:pulumi:prod::p::azuread:index/application:Application::acme",
            purpose:
                "An app registration that an Auth0 connection signs in with sends people back to Auth0's callback, and nowhere else.",
            problems: [
                'redirect URI "https://login.acme.example/callback" is not allowed; expected "https://login.acme.example/login/callback"',
            ],
        },
    ],
    credentials: [
        {
            urn: "urn:pulumi:prod::p::auth0:index/client:Client::legacy",
            path: "outputs.signingKeys[0].pkcs7",
            why: "it looks like a private key, and is not marked as a secret",
        },
    ],
    hidden: 12,
    diagram: [
        "flowchart LR",
        '    subgraph auth0["Auth0"]',
        '        n1[["connection - REPLACED<br/>acme"]]',
        '        n2["client<br/>portal"]',
        "    end",
        '    n2 -->|"signs in with"| n1',
        "    classDef replaced fill:#ffebe9,stroke:#cf222e",
        "    class n1 replaced",
    ].join("\n"),
    notes: ["It starts from a sandbox: over main (0f3a91c2)."],
    warnings: ["warning: provider azuread is 2 versions behind"],
};

const failed: StackReport = {
    ...quietStack("staging"),
    outcome: "failed",
    counts: {},
    errors: [
        [
            'error: Stack "staging" and its clouds do not fit: 1 problem. Nothing was changed.',
            "",
            "auth0.customDomain",
            '  given:    "login.nowhere.example", which the tenant does not have',
            "  allowed:  a verified custom domain of acme-dev.eu.auth0.com: login.acme-dev.example",
            "  fix:      add and verify it: Auth0 Dashboard, Branding, Custom Domains",
        ].join("\n"),
    ],
};
const { fingerprint: _, ...failedStack } = failed;

/** Three stacks: one replaced, one failed, one as it was. */
export const richReport: Report = {
    version: 1,
    world: "sandbox",
    stacks: [quietStack("dev"), prod, failedStack],
};

/** One stack, so that no table comes first. */
export function reportOn(...stacks: readonly StackReport[]): Report {
    return { version: 1, world: "real", stacks };
}
