import { describe, expect, it } from "vitest";
import { withOptions } from "../../../operate/repair/with-options.ts";

const api = (name: string, more: object = {}) => ({
    urn: `urn:pulumi:dev::p::auth0:index/resourceServer:ResourceServer::${name}`,
    type: "auth0:index/resourceServer:ResourceServer",
    ...more,
});
const tenants = api("my-account/acme-dev.eu.auth0.com");

describe("withOptions", () => {
    it("keeps the tenant's My Account API where an import has noted nothing of it, and no other API", () => {
        expect(withOptions([api("spa-api"), tenants])).toEqual([api("spa-api"), { ...tenants, retainOnDelete: true }]);
    });

    it("says where nothing is missing", () => {
        expect(withOptions([api("spa-api"), { ...tenants, retainOnDelete: true }])).toBeUndefined();
        expect(withOptions([{ ...tenants, type: "auth0:index/client:Client" }])).toBeUndefined();
    });
});
