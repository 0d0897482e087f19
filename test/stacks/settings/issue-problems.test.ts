import { describe, expect, it } from "vitest";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { type RawSettings, waadSettings } from "./happy-settings.ts";
import { afterFix } from "./run-fix.ts";

type Case = [key: string, value: unknown, given: string, allowed: string, fix: string];

const hostName = "a bare host name in lower case: no scheme, no port, no path";
const url = "one exact https address (http only for localhost): no wildcard, no fragment, no user name";
const guid = "a GUID in lower case";
const moment = "a moment that exists, in whole seconds and UTC: YYYY-MM-DDTHH:MM:SSZ, or a day for its start";
const slotEnds = "connections.acme.clientSecret.slots.b.ends";
const name = "letters, digits and single hyphens, a letter or digit first and last, at most 128";
const organization =
    "the name of an Auth0 Organization (lower-case letters, digits, _ and -, at most 50) or its id (org_ and 16 letters and digits)";

/** One setting at a time gets a value that the schema refuses. */
const cases: Case[] = [
    [
        "auth0.domain",
        "acme.eu.auth0.com:443",
        '"acme.eu.auth0.com:443"',
        hostName,
        set("auth0.domain", "acme.eu.auth0.com"),
    ],
    ["auth0.domain", 12, "12", hostName, set("auth0.domain", "acme-dev.eu.auth0.com")],
    ["auth0.customDomain", "login", '"login"', hostName, remove("auth0.customDomain")],
    ["auth0.customDomain", null, "an empty value", hostName, remove("auth0.customDomain")],
    [
        "auth0.cutOverDomains[0]",
        "LOGIN.acme.test.",
        '"LOGIN.acme.test."',
        hostName,
        set("auth0.cutOverDomains[0]", "login.acme.test"),
    ],
    ["auth0.myAccountApi", "adpot", '"adpot"', "create, adopt", set("auth0.myAccountApi", "adopt")],
    ["auth0.myAccountApi", "none", '"none"', "create, adopt", remove("auth0.myAccountApi")],
    [
        "microsoft.tenantId",
        "{7C9D1E35-52A8-4F06-B3E7-1A4C8D6F2B53}",
        '"{7C9D1E35-52A8-4F06-B3E7-1A4C8D6F2B53}"',
        guid,
        set("microsoft.tenantId", "7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53"),
    ],
    ["microsoft.owners", ["me"], '"me"', guid, remove("microsoft.owners[0]")],
    ["protect", "yes", '"yes"', "true or false", "pulumi config set 'microsoft-connection:protect' true"],
    [
        "linking",
        "additiv",
        '"additiv"',
        "additive, handover, exclusive",
        "pulumi config set 'microsoft-connection:linking' additive",
    ],
    [
        "secretLifetimeDays",
        0,
        "0",
        "a whole number from 1 to 730",
        "pulumi config set 'microsoft-connection:secretLifetimeDays' 1",
    ],
    [
        "secretLifetimeDays",
        "1.5",
        "1.5",
        "a whole number from 1 to 730",
        "pulumi config set 'microsoft-connection:secretLifetimeDays' 2",
    ],
    ["connections.acme.strategy", "Waad", '"Waad"', "windowslive, waad", set("connections.acme.strategy", "waad")],
    [
        "connections.acme.strategy",
        undefined,
        "nothing",
        "windowslive, waad",
        set("connections.acme.strategy", "windowslive"),
    ],
    ["connections.acme.name", "acme_entra-", '"acme_entra-"', name, set("connections.acme.name", "acme-entra")],
    [
        "connections.acme.name",
        2027,
        "2027",
        name,
        "pulumi config set --path --type string 'microsoft-connection:connections.acme.name' 2027",
    ],
    [
        "connections.acme.scopes[1]",
        "Offline_Access",
        '"Offline_Access"',
        "a Microsoft Graph scope that catalogue/microsoft-graph-scopes.ts lists",
        set("connections.acme.scopes[1]", "offline_access"),
    ],
    [
        "connections.acme.scopes[0]",
        "https://graph.microsoft.com/Files.Read",
        '"https://graph.microsoft.com/Files.Read"',
        "a Microsoft Graph scope that catalogue/microsoft-graph-scopes.ts lists",
        set("connections.acme.scopes[0]", "Files.Read"),
    ],
    [
        "connections.acme.scopes[0]",
        "Everything.Please",
        '"Everything.Please"',
        "a Microsoft Graph scope that catalogue/microsoft-graph-scopes.ts lists",
        remove("connections.acme.scopes[0]"),
    ],
    ["connections.acme.adminConsent", "on", '"on"', "true or false", set("connections.acme.adminConsent", "true")],
    [
        "connections.acme.iconUrl",
        "http://acme.example/i.svg",
        '"http://acme.example/i.svg"',
        "an https address",
        set("connections.acme.iconUrl", "https://acme.example/i.svg"),
    ],
    [
        "connections.acme.organizations",
        ["Acme Corp"],
        '"Acme Corp"',
        organization,
        set("connections.acme.organizations[0]", "acme-corp"),
    ],
    [
        "connections.acme.organizations",
        ["org_short"],
        '"org_short"',
        organization,
        remove("connections.acme.organizations[0]"),
    ],
    [
        "clients.portal.refreshToken.idleDays",
        "14",
        '"14"',
        "a whole number from 1 to 365",
        set("clients.portal.refreshToken.idleDays", "14"),
    ],
    [
        "connections.acme.attributes",
        ["ext_group"],
        '"ext_group"',
        "basic_profile, ext_admin, ext_agreed_terms, ext_assigned_plans, ext_groups, ext_is_suspended, ext_nested_groups, ext_profile",
        set("connections.acme.attributes[0]", "ext_groups"),
    ],
    [
        "connections.acme.clientSecret.active",
        "c",
        '"c"',
        "a, b, existing",
        set("connections.acme.clientSecret.active", "a"),
    ],
    [slotEnds, "2027-02-30", '"2027-02-30"', moment, secret(slotEnds, "2027-04-30T00:00:00Z")],
    [
        slotEnds,
        "2027-04-30T12:00:00.000Z",
        '"2027-04-30T12:00:00.000Z"',
        moment,
        secret(slotEnds, "2027-04-30T12:00:00Z"),
    ],
    [
        slotEnds,
        "2027-04-30 02:00:00 +0200 +0200",
        '"2027-04-30 02:00:00 +0200 +0200"',
        moment,
        secret(slotEnds, "2027-04-30T00:00:00Z"),
    ],
    [
        "connections.acme.clientSecret.slots.b.issued",
        "2026-11-02T09:00:00Z",
        '"2026-11-02T09:00:00Z"',
        "a day that exists, YYYY-MM-DD",
        secret("connections.acme.clientSecret.slots.b.issued", "2026-11-02"),
    ],
    [
        "clients.portal.callbacks[0]",
        "http://portal.acme.example/callback#top",
        '"http://portal.acme.example/callback#top"',
        url,
        set("clients.portal.callbacks[0]", "https://portal.acme.example/callback"),
    ],
    [
        "clients.portal.callbacks[0]",
        "https://*.acme.example",
        '"https://*.acme.example"',
        url,
        remove("clients.portal.callbacks[0]"),
    ],
    [
        "clients.portal.callbacks",
        [],
        "an empty list",
        "a list of at least one",
        set("clients.portal.callbacks[0]", "https://portal.example.com/callback"),
    ],
    [
        "clients.planner.webOrigins[0]",
        "https://planner.acme.example/start",
        '"https://planner.acme.example/start"',
        "an https origin (http only for localhost): scheme, host and port, and no path",
        set("clients.planner.webOrigins[0]", "https://planner.acme.example"),
    ],
    [
        "clients.planner.api",
        undefined,
        "nothing",
        "a mapping with identifier",
        set("clients.planner.api.identifier", "https://api.example.com"),
    ],
    [
        "clients.planner.api",
        "https://api.acme.example",
        '"https://api.acme.example"',
        "a mapping with identifier",
        `${remove("clients.planner.api")} && ${set("clients.planner.api.identifier", "https://api.example.com")}`,
    ],
    [
        "clients.portal.name",
        "<Portal>",
        '"<Portal>"',
        "a text of one line without < and >, at most 128 characters, no space first or last",
        set("clients.portal.name", "Portal"),
    ],
    ["clients.reports.kind", "exsting", '"exsting"', "web, spa, existing", set("clients.reports.kind", "existing")],
    [
        "clients.reports.clientId",
        "too-short",
        '"too-short"',
        "the client id of an application in Auth0: 32 letters and digits",
        set("clients.reports.clientId", "hT3kWv9QmZ2xLr8NcB5yJd7PfG4sKa6U"),
    ],
];

describe("what the schema refuses", () => {
    it.each(cases)("is told of %s: %j", (key, value, given, allowed, fix) => {
        const settings = changed(key, value);

        const told = readSettings(settings).problems.filter((problem) => problem.key.startsWith(key));

        expect(told).toEqual([{ key: expect.any(String), given, allowed, fix }]);
    });

    it.each(cases)("is gone after the command, of %s: %j", (key, value, _given, _allowed, fix) => {
        const after = afterFix(changed(key, value), fix);

        const told = readSettings(after).problems.map((problem) => problem.key);
        expect(told.filter((other) => other === key || other === `${key}[0]`)).toEqual([]);
    });

    it("is told of every unknown key, with the key that was meant", () => {
        const settings = waadSettings();
        settings.connections.acme.scope = ["openid"];
        settings.connections.acme.display_name = "Acme";
        settings.connections.acme.clientSecret.slots.c = { issued: "2026-11-02", ends: "2027-05-01" };
        settings.clients.reports.callbacks = [];

        expect(readSettings(settings).problems.map(({ key, fix }) => [key, fix])).toEqual([
            ["connections.acme.clientSecret.slots.c", remove("connections.acme.clientSecret.slots.c")],
            ["connections.acme.scope", remove("connections.acme.scope")],
            ["connections.acme.display_name", "rename the key to displayName in the stack file"],
            ["clients.reports.callbacks", remove("clients.reports.callbacks")],
        ]);
    });

    it("takes keys named like JavaScript's own for what they are, and refuses the one that is found where nothing was declared", () => {
        const settings = waadSettings();
        settings.connections.constructor = settings.connections.customers;
        delete settings.connections.customers;
        settings.clients.portal.connections = ["acme", "constructor"];
        settings.clients.reports.connections = ["valueOf"];
        settings.clients.reports.toString = "x";

        expect(readSettings(settings).problems.map(({ key }) => key)).toEqual([
            "clients.reports.toString",
            "connections.constructor",
            "clients.reports.connections[0]",
        ]);
    });
});

/** Good settings in which one key has another value. */
function changed(key: string, value: unknown): RawSettings {
    const settings = waadSettings();
    const steps = key.split(/[.[\]]+/).filter((step) => step !== "");
    const last = steps.pop() ?? "";
    const parent = steps.reduce((map, step) => map[step], settings);
    parent[last] = value;
    return settings;
}

function set(key: string, value: string): string {
    return `pulumi config set --path 'microsoft-connection:${key}' ${value}`;
}

function secret(key: string, value: string): string {
    return `pulumi config set --path --plaintext 'microsoft-connection:${key}' ${value}`;
}

function remove(key: string): string {
    return `pulumi config rm --path 'microsoft-connection:${key}'`;
}
