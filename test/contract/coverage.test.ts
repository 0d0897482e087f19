import { describe, expect, it } from "vitest";
import { lookUps, resourceClasses } from "../../contract/scenario-resources.ts";
import { scenarios } from "../../contract/scenarios.ts";
import type { Call, Json } from "../../contract/transcript.ts";
import * as auth0 from "../../infra/auth0-resources.ts";
import * as azuread from "../../infra/azuread-resources.ts";
import { engineTranscript, recordedScenarios } from "./transcripts.ts";

const calls = recordedScenarios.flatMap((name) => engineTranscript(name).calls);

/** What a call shows of a resource type. */
const operations: Readonly<Record<string, (call: Call) => boolean>> = {
    create: ({ method, response }) => method === "Create" && response !== undefined,
    "no change": ({ method, response }) => method === "Diff" && response?.["changes"] === "DIFF_NONE",
    update: ({ method, response }) => method === "Update" && response !== undefined,
    replacement: ({ method, response }) => method === "Diff" && response?.["replaces"] !== undefined,
    import: ({ method, request, response }) =>
        method === "Read" && isEmpty(request["properties"]) && !isEmpty(response),
    refresh: ({ method, request, response }) =>
        method === "Read" && !isEmpty(request["properties"]) && response?.["id"] !== undefined,
    "foreign delete": ({ method, request, response }) =>
        method === "Read" && !isEmpty(request["properties"]) && response !== undefined && response["id"] === undefined,
    delete: ({ method, response }) => method === "Delete" && response !== undefined,
    refusal: ({ error, method, response }) =>
        error !== undefined || (method === "Check" && response?.["failures"] !== undefined),
};

/** Operations that a type does not have in the provider, or not in a way that a stack meets. */
const without: Readonly<Record<string, readonly string[]>> = {
    // Every change replaces it.
    "auth0.ConnectionClient": ["update"],
    "azuread.AppRoleAssignment": ["update"],
    // Every change replaces it, and Microsoft tells a secret once.
    "azuread.ApplicationPassword": ["update", "import"],
    // No input of it is one that replaces.
    "azuread.Application": ["replacement"],
    "auth0.OrganizationConnection": ["replacement", "foreign delete"],
    // Gone with the client, whose deletion a refresh sees.
    "auth0.ClientCredentials": ["foreign delete"],
    // A missing connection is an error of its list.
    "auth0.ConnectionClients": ["foreign delete"],
};

describe("the recordings", () => {
    it("are there for every scenario, and for no other", () => {
        expect(recordedScenarios).toEqual(scenarios.map(({ name }) => name).sort());
    });

    it("name every resource class and look-up that the stacks use", () => {
        const used = [...named("auth0", auth0), ...named("azuread", azuread)];
        expect(used.filter((name) => !(name in resourceClasses) && !(name in lookUps))).toEqual([]);
    });

    it.each(Object.keys(resourceClasses))("show every operation of %s", (name) => {
        const type = tokenOf(name);
        const missing = Object.entries(operations).filter(
            ([, shows]) => !calls.some((call) => call.request["type"] === type && shows(call)),
        );
        expect(missing.map(([operation]) => operation)).toEqual(without[name] ?? []);
    });

    it.each(Object.keys(lookUps))("show %s", (name) => {
        expect(calls.some(({ request, response }) => request["tok"] === tokenOf(name) && response !== undefined)).toBe(
            true,
        );
    });
});

function tokenOf(name: string): string {
    const [provider = "", member = ""] = name.split(".");
    return `${provider}:index/${member.charAt(0).toLowerCase()}${member.slice(1)}:${member}`;
}

function named(provider: string, module: object): string[] {
    return Object.keys(module).map((name) => `${provider}.${name}`);
}

function isEmpty(value: Json | undefined): boolean {
    return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
