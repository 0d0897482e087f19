import { describe, expect, it } from "vitest";
import { asFoundEdits, remaining } from "../../../operate/adopt/remaining.ts";
import type { Properties, PropertyChange, ResourceChange } from "../../../review/stack-change.ts";
import { sketch } from "./fixture.ts";

interface Update {
    readonly type: string;
    readonly name: string;
    readonly before?: Properties;
    readonly after?: Properties;
    readonly properties: readonly (readonly [
        path: string,
        kind: PropertyChange["kind"],
        before: unknown,
        after: unknown,
    ])[];
    readonly hidden?: number;
}

function update({ after = {}, before = {}, hidden = 0, name, properties, type }: Update): ResourceChange {
    const resource = { urn: "urn", type, name, outputs: {}, protect: false, retainOnDelete: false, madeFrom: {} };
    return {
        urn: "urn",
        type,
        name,
        operation: "update",
        reasons: [],
        hidden,
        properties: properties.map(([path, kind, was, is]) => ({
            path,
            kind,
            replaces: false,
            ...(was === undefined ? {} : { before: was as never }),
            ...(is === undefined ? {} : { after: is as never }),
        })),
        before: { ...resource, inputs: before },
        after: { ...resource, inputs: after },
    };
}

function left(...changes: ResourceChange[]) {
    return remaining({ changes, isSame: false }, sketch());
}

const application = { type: "azuread:index/application:Application", name: "microsoft" };
const client = { type: "auth0:index/client:Client", name: "portal" };
const callback = "https://acme.eu.auth0.com/login/callback";

describe("what is left after an import", () => {
    it("is nothing where the engine would leave all as it is, whatever it lists", () => {
        const change = update({ ...application, properties: [["ignoreChanges", "update", [], ["notes"]]] });
        expect(remaining({ changes: [change], isSame: true }, sketch())).toEqual({ asFound: [], left: [], made: [] });
    });

    it("is nothing where the next update notes in the state what no import has", () => {
        const names = update({ ...application, properties: [["preventDuplicateNames", "add", undefined, true]] });
        expect(left(names)).toEqual({ asFound: [], left: [], made: [] });
    });

    it("stays as it was found where it may", () => {
        const result = left(
            update({
                ...application,
                properties: [
                    ["notes", "add", undefined, "ours"],
                    ["description", "update", "a", "b"],
                ],
            }),
            update({ ...client, properties: [["description", "update", "a", "b"]] }),
        );
        expect(result).toEqual({
            asFound: [
                {
                    path: ["connections", "microsoft", "asFound"],
                    names: ["application.notes", "application.description"],
                },
                { path: ["clients", "portal", "asFound"], names: ["client.description"] },
            ],
            left: [],
            made: [],
        });
        expect(asFoundEdits(result, { connections: { microsoft: { asFound: ["application.web"] } } })).toEqual([
            {
                path: ["connections", "microsoft", "asFound"],
                before: ["application.web"],
                after: ["application.description", "application.notes", "application.web"],
            },
            { path: ["clients", "portal", "asFound"], before: undefined, after: ["client.description"] },
        ]);
    });

    it("is asked for in order of likelihood", () => {
        const asked = (...properties: Update["properties"]) =>
            left(update({ ...client, properties })).asFound.flatMap(({ names }) => names);
        const empty = ["webOrigins", "add", undefined, []] as const;
        const gone = ["customLoginPageOn", "delete", true, undefined] as const;
        expect(asked(empty, gone, ["description", "update", "a", "b"])).toEqual(["client.description"]);
        expect(asked(empty, gone)).toEqual(["client.customLoginPageOn"]);
        expect(asked(empty)).toEqual(["client.webOrigins"]);
    });

    it("has the order of a list in it, which a reader is not shown", () => {
        const grant = { type: "auth0:index/clientGrant:ClientGrant", name: "portal/acme.eu.auth0.com" };
        const change = update({
            ...grant,
            before: { scopes: ["b", "a"] },
            after: { scopes: ["a", "b"] },
            hidden: 2,
            properties: [],
        });
        expect(left(change).asFound).toEqual([
            { path: ["clients", "portal", "asFound"], names: ["myAccountGrant.scopes"] },
        ]);
    });

    it.each<[string, ResourceChange]>([
        [
            "Token Vault needs these grant types",
            update({
                ...client,
                before: { grantTypes: ["implicit"] },
                after: { grantTypes: ["refresh_token"] },
                properties: [["grantTypes[0]", "update", "implicit", "refresh_token"]],
            }),
        ],
        [
            "without Auth0's callback URL nobody can sign in",
            update({
                ...application,
                before: { web: { redirectUris: ["https://old.example"] } },
                after: { web: { redirectUris: [callback] } },
                properties: [["web.redirectUris[0]", "update", "https://old.example", callback]],
            }),
        ],
        [
            "Token Vault takes no refresh tokens that rotate, and the browser gets no others",
            update({
                ...client,
                before: { refreshToken: { rotationType: "rotating" } },
                after: { refreshToken: { rotationType: "non-rotating" } },
                properties: [["refreshToken.rotationType", "update", "rotating", "non-rotating"]],
            }),
        ],
        [
            "connecting an account needs a refresh token that is good for the My Account API",
            update({
                ...client,
                before: { refreshToken: { policies: [] } },
                after: { refreshToken: { policies: [{ audience: "me" }] } },
                properties: [["refreshToken.policies", "add", undefined, [{ audience: "me" }]]],
            }),
        ],
        ["no setting lets it stay", update({ ...application, properties: [["displayName", "update", "a", "b"]] })],
    ])("has to be: %s", (why, change) => {
        const result = left(change);
        expect(result.asFound).toEqual([]);
        expect(result.left.map((one) => one.why)).toEqual([why]);
    });

    it("tells replacements and what is yet to be made", () => {
        const replaced = {
            ...update({ ...application, properties: [] }),
            operation: "replace" as const,
            reasons: ["name"],
        };
        const made = { ...update({ ...client, properties: [] }), operation: "create" as const };
        const component = { ...made, type: "microsoft-connection:index:WebClient" };
        expect(left(replaced, made, component)).toEqual({
            asFound: [],
            left: [
                { resource: "Application microsoft", path: "name", before: "", after: "", why: "it would be replaced" },
            ],
            made: ["Client portal"],
        });
    });
});
