import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editedStackFile } from "../../../operate/adopt/edit-stack-file.ts";
import type { FoundConnection } from "../../../operate/adopt/found.ts";
import { proposal } from "../../../operate/adopt/proposal.ts";
import { found, portal, project, sketch, sketchText, windowslive } from "./fixture.ts";

const waad: FoundConnection = {
    ...windowslive,
    strategy: "waad",
    displayName: "Contoso account",
    showAsButton: true,
    options: {
        client_id: "app-id",
        tenant_domain: "contoso.example",
        domain_aliases: ["contoso.example"],
        userid_attribute: "oid",
        basic_profile: true,
        max_groups_to_retrieve: "50",
    },
};

function edits(connection: FoundConnection, text = sketchText): Record<string, unknown> {
    const made = proposal(sketch(text), found({ connections: { microsoft: connection } }));
    return Object.fromEntries(made.map(({ after, path }) => [path.join("."), after]));
}

describe("the settings that change nothing", () => {
    it("are written where the file does not say so and no default does", () => {
        expect(edits(windowslive)).toEqual({
            "auth0.myAccountApi": "adopt",
            "connections.microsoft.strategy": "windowslive",
            "connections.microsoft.appName": "Contoso sign-in",
            "connections.microsoft.scopes": ["openid", "offline_access", "User.Read"],
            "connections.microsoft.organizations": ["globex"],
            "connections.microsoft.clientSecret": { active: "existing" },
            "clients.portal.description": "",
            "clients.portal.callbacks": ["https://portal.example/callback"],
        });
    });

    it("are those of a directory for a waad connection", () => {
        expect(edits(waad)).toMatchObject({
            "connections.microsoft.strategy": "waad",
            "connections.microsoft.displayName": "Contoso account",
            "connections.microsoft.directory": "contoso.example",
            "connections.microsoft.domainAliases": ["contoso.example"],
            "connections.microsoft.signInAudience": "AzureADandPersonalMicrosoftAccount",
            "connections.microsoft.scopes": ["openid", "Calendars.Read"],
            "connections.microsoft.adminConsent": true,
        });
        expect(edits(waad)).not.toHaveProperty("connections.microsoft.maxGroups");
    });

    it("leave people assigned out where nobody has to be", () => {
        expect(edits(waad)).not.toHaveProperty("connections.microsoft.assignedTo");
    });

    it("leave attributes as they were found that these scopes do not give", () => {
        const options = { ...waad.options, ext_groups: true };
        expect(edits({ ...waad, options })).not.toHaveProperty("connections.microsoft.attributes");
        const permissionIds = ["e1fe6dd8-ba31-4d61-89e7-88639da4683d", "06da0dbc-49e2-44d2-8312-53f166ab848a"];
        const application = { ...(waad.application as NonNullable<typeof waad.application>), permissionIds };
        expect(edits({ ...waad, options, application })).toMatchObject({
            "connections.microsoft.attributes": ["basic_profile", "ext_groups"],
            "connections.microsoft.maxGroups": 50,
        });
    });

    it("are attributes that need no scope, where there are no others", () => {
        const options = { ...waad.options, basic_profile: false };
        expect(edits({ ...waad, options })).toMatchObject({ "connections.microsoft.attributes": [] });
    });

    it("correct what the file has otherwise, and take out what was not found", () => {
        const text = sketchText.replace(
            "name: contoso # made in 2021",
            "name: contoso\n      tokenVault: false\n      syncUserProfile: never_on_login",
        );
        expect(edits(windowslive, text)).toMatchObject({
            "connections.microsoft.tokenVault": true,
            "connections.microsoft.syncUserProfile": undefined,
        });
    });

    it("are no edits once they are written", () => {
        const text = editedStackFile(sketchText, project, proposal(sketch(), found()));
        expect(proposal(sketch(text), found())).toEqual([]);
    });

    it("do not touch what the state has already", () => {
        const managed = new Set(["connections.microsoft", "clients.portal"]);
        expect(proposal(sketch(), found({ apis: {} }), managed)).toEqual([]);
    });

    it.each([
        [90 * 86_400, 14 * 86_400, { lifetimeDays: 90, idleDays: 14 }],
        [90 * 86_400 + 1, 14 * 86_400, undefined],
        [14 * 86_400, 90 * 86_400, undefined],
    ])("are lifetimes in whole days: %i and %i seconds", (tokenLifetime, idleTokenLifetime, days) => {
        const refreshToken = { expirationType: "expiring", tokenLifetime, idleTokenLifetime };
        const made = proposal(sketch(), found({ clients: { portal: { ...portal, refreshToken } } }));
        expect(made.find(({ path }) => path.at(-1) === "refreshToken")?.after).toEqual(days);
    });
});

describe("editing a stack file", () => {
    it("keeps comments and order, and writes short lists on one line", () => {
        const edit = {
            path: ["connections", "microsoft", "scopes"],
            before: undefined,
            after: ["openid", "User.Read"],
        };
        expect(editedStackFile(sketchText, project, [edit])).toBe(
            sketchText.replace("# made in 2021\n", "# made in 2021\n      scopes: [openid, User.Read]\n"),
        );
    });

    it("folds no line, however long", () => {
        const after = Array.from({ length: 20 }, (_, index) => `application.property-${index}`);
        const path = ["connections", "microsoft", "asFound"];
        const text = editedStackFile(sketchText, project, [{ path, before: undefined, after }]);
        expect(text).toContain(`\n      asFound: [${after.join(", ")}]\n`);
    });

    it("reads back as what was meant, whatever the value", () => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), fc.array(fc.string()), fc.boolean()), (after) => {
                const path = ["connections", "microsoft", "displayName"];
                const text = editedStackFile(sketchText, project, [{ path, before: undefined, after }]);
                const { config } = parse(text);
                expect(config["microsoft-connection:connections"].microsoft).toEqual({
                    name: "contoso",
                    displayName: after,
                });
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });
});
