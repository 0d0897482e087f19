import { describe, expect, it } from "vitest";
import { managedKeys } from "../../../cli/adopt/state-of.ts";

const urn = (parent: string, type: string, name: string) =>
    `urn:pulumi:prod::microsoft-connection::${parent === "" ? "" : `microsoft-connection:index:${parent}$`}${type}::${name}`;

describe("what a state has already", () => {
    it("is known by the keys of the stack file", () => {
        const urns = new Set([
            urn("MicrosoftConnection", "auth0:index/connection:Connection", "acme"),
            urn("WebClient", "auth0:index/client:Client", "portal"),
            urn("SpaClient", "auth0:index/client:Client", "planner-spa"),
            urn("", "auth0:index/resourceServer:ResourceServer", "my-account/acme.eu.auth0.com"),
            urn("SpaClient", "auth0:index/resourceServer:ResourceServer", "planner-api"),
            urn("AppRegistration", "azuread:index/application:Application", "acme"),
        ]);
        expect([...managedKeys(urns)].sort()).toEqual([
            "auth0.myAccountApi",
            "clients.planner",
            "clients.planner-spa",
            "clients.portal",
            "connections.acme",
        ]);
    });
});
