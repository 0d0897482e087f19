import { describe, expect, it } from "vitest";
import { inventoryLines, summary } from "../../../cli/sandbox/summary.ts";

const input = {
    stack: "dev",
    seconds: 6.14,
    providers: "stand-in providers (the real ones are not installed)",
    engine: "engine 3.259.0 (it is on PATH)",
    changes: { create: 12, same: 1 },
    tenantDomain: "acme-dev.eu.auth0.com",
    auth0: [
        { kind: "connection", name: "windowslive", id: "con_1", detail: "windowslive, Token Vault on" },
        { kind: "client", name: "Web portal", id: "c1" },
        { kind: "API", name: "Auth0 Management API", id: "r0", system: true },
    ],
    tenantId: "11111111-1111-1111-1111-111111111111",
    microsoft: [{ kind: "app registration", name: "Microsoft", id: "a1" }],
    calls: { auth0: 17, microsoft: 25 },
    outputs: {
        redirectUris: { value: ["https://acme-dev.eu.auth0.com/login/callback"], secret: false },
        clientSecrets: { value: { portal: "s3cret" }, secret: true },
    },
    notes: [],
    warnings: [],
    violations: [],
};

describe("the summary of a sandbox", () => {
    it("says what exists in each cloud, the outputs, the time and the calls, and no secret", () => {
        expect(summary(input)).toBe(
            [
                "dev is deployed in the sandbox, in 6.1 s: 12 create, 1 same",
                "  with stand-in providers (the real ones are not installed), engine 3.259.0 (it is on PATH); 17 calls to Auth0, 25 to Microsoft",
                "",
                "Auth0 tenant acme-dev.eu.auth0.com",
                "  connection  windowslive  windowslive, Token Vault on",
                "  client      Web portal",
                "",
                "Microsoft directory 11111111-1111-1111-1111-111111111111",
                "  app registration  Microsoft",
                "",
                "Outputs",
                "  redirectUris: [",
                '    "https://acme-dev.eu.auth0.com/login/callback"',
                "  ]",
                "  clientSecrets: [secret]",
            ].join("\n"),
        );
    });

    it.each([
        [1, "Faults that struck; the deployment succeeded by itself:"],
        [2, "Faults that struck; the deployment failed once and succeeded when it was run again:"],
        [3, "Faults that struck; the deployment failed 2 times and succeeded when it was run again:"],
    ])("ends, after %i runs in trouble, with what struck and how it ended", (runs, title) => {
        const lines = summary({ ...input, faults: { runs, lines: ["2 × Auth0 POST /api/v2/clients: 503"] } }).split(
            "\n",
        );

        expect(lines.slice(-3)).toEqual(["", title, "  2 × Auth0 POST /api/v2/clients: 503"]);
    });

    it("names what the sandbox takes for granted, and what to look at", () => {
        const lines = summary({
            ...input,
            notes: ["custom domain login.acme.com exists in the tenant and is verified"],
            warnings: ["connections.microsoft: client secret slot a has ended on 2026-05-01"],
        }).split("\n");

        expect(lines.slice(-5)).toEqual([
            "The sandbox takes for granted, or has otherwise than your files:",
            "  custom domain login.acme.com exists in the tenant and is verified",
            "",
            "Warnings:",
            "  connections.microsoft: client secret slot a has ended on 2026-05-01",
        ]);
    });

    it("tells what the policy pack advises", () => {
        const urn = "urn:pulumi:dev::microsoft-connection::azuread:index/application:Application::microsoft";
        const message = "An app registration has at least two owners.\nit has 1 owner; expected at least 2";
        const lines = summary({
            ...input,
            violations: [{ rule: "app-registration-has-owners", level: "advisory", urn, message }],
        }).split("\n");

        expect(lines.slice(-3)).toEqual([
            "",
            "The policy pack advises:",
            "  advisory app-registration-has-owners, microsoft: it has 1 owner; expected at least 2",
        ]);
    });

    it("tells what is in the Azure subscription of a stack with a key vault", () => {
        const lines = summary({
            ...input,
            azure: {
                subscriptionId: "3d1b8f52",
                items: [{ kind: "key vault", name: "kv-acme", id: "kv", detail: "westeurope" }],
            },
            calls: { auth0: 1, microsoft: 2, azure: 3 },
        }).split("\n");

        expect(lines[1]).toContain("1 calls to Auth0, 2 to Microsoft, 3 to Azure");
        const at = lines.indexOf("Azure subscription 3d1b8f52");
        expect(lines.slice(at, at + 2)).toEqual(["Azure subscription 3d1b8f52", "  key vault  kv-acme  westeurope"]);
    });

    it("calls a cloud with nothing of a stack's in it empty", () => {
        expect(inventoryLines([{ kind: "API", name: "Auth0 Management API", id: "r0", system: true }])).toEqual([
            "  nothing",
        ]);
    });
});
