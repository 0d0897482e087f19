import { describe, expect, it } from "vitest";
import { type Compared, propertyChanges } from "../../../review/engine-data/property-changes.ts";
import { secretMark } from "../../../review/stack-change.ts";
import { types } from "./recorded.ts";

function compared(type: string, before: object, after: object, more: Partial<Compared> & { outputs?: object } = {}) {
    const { outputs = before, ...rest } = more;
    return propertyChanges({
        type,
        before: { inputs: before as never, outputs: outputs as never },
        after: { inputs: after as never },
        listed: undefined,
        keys: [],
        ...rest,
    });
}

const paths = ({ properties }: ReturnType<typeof propertyChanges>) =>
    properties.map(({ kind, path }) => `${kind} ${path}`);

describe("differences that are none", () => {
    it("are counted: every update of a connection lists additions that nobody asks for", () => {
        const options = { scopes: ["signin"] };
        const found = compared(
            types.connection,
            { displayName: "Microsoft", options },
            { displayName: "Account", options },
            {
                outputs: { displayName: "Microsoft", options, metadata: {} },
                listed: {
                    displayName: "update",
                    "options.authParams": "add",
                    "options.configuration": "add",
                    "options.customScripts": "add",
                    "options.scripts": "add",
                },
            },
        );
        expect(paths(found)).toEqual(["update displayName"]);
        expect(found.hidden).toBe(4);
    });

    it("are counted: every update of a client lists scopes of its tokens", () => {
        const found = compared(
            types.client,
            { name: "a", jwtConfiguration: { alg: "RS256" } },
            { name: "b", jwtConfiguration: { alg: "RS256" } },
            {
                outputs: { name: "a", jwtConfiguration: { alg: "RS256", scopes: {} } },
                listed: { name: "update", "jwtConfiguration.scopes": "add" },
            },
        );
        expect(paths(found)).toEqual(["update name"]);
        expect(found.hidden).toBe(1);
    });

    it.each([
        ["grantTypes", { grantTypes: ["a", "b"] }, { grantTypes: ["b", "a"] }],
        [
            "refreshToken.policies[0]",
            { refreshToken: { policies: [{ audience: "x", scopes: ["1", "2"] }, { audience: "y" }] } },
            { refreshToken: { policies: [{ audience: "y" }, { audience: "x", scopes: ["2", "1"] }] } },
        ],
    ])("are counted: %s in another order", (path, before, after) => {
        expect(compared(types.client, before, after, { listed: { [path]: "update" } })).toEqual({
            properties: [],
            hidden: 1,
        });
    });

    it("do not hide another order of a list that is not known to be a set", () => {
        expect(paths(compared("aws:s3/bucket:Bucket", { list: [1, 2] }, { list: [2, 1] }))).toEqual(["update list"]);
    });
});

describe("real differences", () => {
    it("of sets are the elements that come and go, wherever they stand", () => {
        const found = compared(
            types.connection,
            { options: { scopes: ["graph_calendars", "graph_user", "signin"] } },
            { options: { scopes: ["graph_files", "graph_user", "signin"] } },
            { listed: { "options.scopes[0]": "update" } },
        );
        expect(found.properties).toEqual([
            { path: "options.scopes[0]", kind: "delete", before: "graph_calendars", replaces: false },
            { path: "options.scopes[0]", kind: "add", after: "graph_files", replaces: false },
        ]);
        expect(found.hidden).toBe(0);
    });

    it("of a list's element are found in the element", () => {
        const policies = (scopes: string[]) => ({ refreshToken: { policies: [{ audience: "x", scopes }] } });
        expect(paths(compared(types.client, policies(["1", "2"]), policies(["3", "1", "2"])))).toEqual([
            "add refreshToken.policies[0].scopes[0]",
        ]);
    });

    it("are found where the state was changed by others, and the program takes it back", () => {
        const found = compared(
            types.client,
            { callbacks: ["https://a"] },
            { callbacks: ["https://a"] },
            {
                outputs: { callbacks: ["https://evil", "https://a"], logoUri: "https://logo", sso: false },
                listed: { "callbacks[0]": "delete", logoUri: "delete", sso: "delete" },
            },
        );
        expect(paths(found)).toEqual(["delete callbacks[0]", "delete logoUri"]);
        expect(found.hidden).toBe(1);
    });

    it("of secrets are those that the provider lists", () => {
        const inputs = { options: { clientSecret: secretMark, domain: "a" } };
        expect(
            paths(compared(types.connection, inputs, inputs, { listed: { "options.clientSecret": "update" } })),
        ).toEqual(["update options.clientSecret"]);
        expect(compared(types.connection, inputs, inputs).properties).toEqual([]);
    });

    it("replace the resource where the provider or the engine says so", () => {
        const [listed] = compared(
            types.connection,
            { name: "a" },
            { name: "b" },
            { listed: { name: "update-replace" } },
        ).properties;
        const [keyed] = compared(
            types.password,
            { rotate: { on: 1 } },
            { rotate: { on: 2 } },
            { keys: ["rotate"] },
        ).properties;
        expect([listed?.replaces, keyed?.replaces]).toEqual([true, true]);
    });

    it("of a new resource are all that it is made of", () => {
        const after = { name: "a", web: { redirectUris: ["x"], implicitGrant: {} }, roles: [{ id: 1 }], none: [] };
        expect(paths(compared(types.app, {}, after))).toEqual([
            "add name",
            "add none",
            "add roles[0].id",
            "add web.implicitGrant",
            "add web.redirectUris",
        ]);
    });
});
