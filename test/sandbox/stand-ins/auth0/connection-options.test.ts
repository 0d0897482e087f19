import { describe, expect, it } from "vitest";
import { optionsBody, optionsState } from "../../../../sandbox/stand-ins/auth0/connection-options.ts";

describe("options of a windowslive connection", () => {
    it("have a switch for each scope: on when planned, off when dropped, none when unknown", () => {
        const options = { clientId: "id", clientSecret: "secret", strategyVersion: 2 };
        const planned = { scopes: ["graph_user", "signin", "Mail.Send"] };

        expect(
            optionsBody("windowslive", options, planned, { scopes: ["signin", "offline_access", "nonsense"] }),
        ).toEqual({
            client_id: "id",
            client_secret: "secret",
            strategy_version: 2,
            graph_user: true,
            signin: true,
            offline_access: false,
        });
    });

    it("are sent without what only the other strategy has", () => {
        expect(optionsBody("windowslive", { domain: "contoso.com", useWsfed: false }, {}, {})).toEqual({});
    });

    it("say when the profile is taken over, also on each login", () => {
        expect(optionsBody("windowslive", { setUserRootAttributes: "on_each_login" }, {}, {})).toEqual({
            set_user_root_attributes: "on_each_login",
        });
    });

    it("are read back as the scopes that are on, and parameters as Go writes them", () => {
        const body = { client_id: "id", graph_user: true, offline_access: false, upstream_params: { b: 1, a: "&" } };

        expect(optionsState("windowslive", body)).toEqual({
            clientId: "id",
            clientSecret: "",
            strategyVersion: 0,
            setUserRootAttributes: "",
            nonPersistentAttrs: [],
            scopes: ["graph_user"],
            upstreamParams: '{"a":"\\u0026","b":1}',
        });
    });
});

describe("options of a waad connection", () => {
    it("have Auth0's own names where these differ", () => {
        const options = { waadCommonEndpoint: true, userIdAttribute: "sub", upstreamParams: '{"a":{"value":"b"}}' };

        expect(optionsBody("waad", options, { scopes: ["ext_groups"] }, {})).toEqual({
            useCommonEndpoint: true,
            userid_attribute: "sub",
            upstream_params: { a: { value: "b" } },
            ext_groups: true,
        });
    });

    it("say nothing for a profile that is taken over on each login, and read that back", () => {
        expect(optionsBody("waad", { setUserRootAttributes: "on_each_login" }, {}, {})).toEqual({});
        expect(optionsState("waad", {})["setUserRootAttributes"]).toBe("on_each_login");
    });
});
