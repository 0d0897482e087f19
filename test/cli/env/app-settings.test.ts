import { describe, expect, it } from "vitest";
import { appSettings } from "../../../cli/env/app-settings.ts";

const outputs = {
    clients: {
        portal: {
            kind: "web",
            settings: { AUTH0_DOMAIN: "login.acme.example", AUTH0_CLIENT_ID: "p" },
            connectScopes: { "acme-entra": ["openid", "User.Read"] },
        },
        planner: { kind: "spa", settings: { AUTH0_CLIENT_ID: "s" }, connectScopes: {} },
        reports: { kind: "existing", settings: { AUTH0_CLIENT_ID: "r" }, connectScopes: {} },
    },
    clientSecrets: { portal: "portal's secret", planner: "its API's secret" },
};
const of = (client: string | undefined, showSecrets = false, from: unknown = outputs) =>
    appSettings({ stack: "prod", outputs: from, client, showSecrets });

describe("what an app has to be told", () => {
    it("is its settings, the scopes to connect with, and the name of its secret", () => {
        expect(of("portal")).toEqual([
            { name: "AUTH0_DOMAIN", value: "login.acme.example", secret: false },
            { name: "AUTH0_CLIENT_ID", value: "p", secret: false },
            { name: "AUTH0_CONNECT_SCOPES", value: '{"acme-entra":["openid","User.Read"]}', secret: false },
            { name: "AUTH0_CLIENT_SECRET", secret: true },
        ]);
    });

    it("has the secret when it is asked for, under the name of who uses it", () => {
        expect(of("portal", true).at(-1)).toEqual({
            name: "AUTH0_CLIENT_SECRET",
            value: "portal's secret",
            secret: true,
        });
        expect(of("planner", true).at(-1)).toEqual({
            name: "AUTH0_API_CLIENT_SECRET",
            value: "its API's secret",
            secret: true,
        });
        expect(of("reports", true).some(({ secret }) => secret)).toBe(false);
    });

    it("needs no key where there is one client", () => {
        const { portal } = outputs.clients;
        expect(of(undefined, false, { clients: { portal } })[1]).toEqual({
            name: "AUTH0_CLIENT_ID",
            value: "p",
            secret: false,
        });
    });

    it.each([
        [
            undefined,
            outputs,
            "Stack prod has several clients; which one?\n  npm run env -- --stack prod --client portal\n  npm run env -- --stack prod --client planner\n  npm run env -- --stack prod --client reports",
        ],
        ["shop", outputs, 'Stack prod has no client "shop"; it has: portal, planner, reports.'],
        [undefined, { clients: {} }, "Stack prod has no clients."],
    ])("asks which app, for %j", (client, from, message) => {
        expect(() => of(client, false, from)).toThrow(expect.objectContaining({ name: "PersonError", message }));
    });
});
