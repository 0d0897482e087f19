import { describe, expect, it } from "vitest";
import { withOrder } from "../../../operate/repair/with-order.ts";

function resource(type: string, name: string, dependencies?: readonly string[]) {
    const of = `azuread:index/${type}`;
    return {
        urn: `urn:pulumi:dev::p::${of}::${name}`,
        type: of,
        ...(dependencies === undefined ? {} : { dependencies }),
    };
}

describe("withOrder", () => {
    const application = resource("application:Application", "acme");
    const other = resource("application:Application", "customers");
    const principal = resource("servicePrincipal:ServicePrincipal", "acme");
    const assignment = resource("appRoleAssignment:AppRoleAssignment", "acme/someone");

    it("lets a service principal go before its app registration, and an assignment before that", () => {
        expect(withOrder([other, application, principal, assignment])).toEqual([
            other,
            application,
            { ...principal, dependencies: [application.urn] },
            { ...assignment, dependencies: [principal.urn] },
        ]);
    });

    it("leaves what has its order, and what stands before that which it would depend on", () => {
        const ordered = { ...principal, dependencies: [application.urn] };
        expect(withOrder([application, ordered])).toBeUndefined();
        expect(withOrder([principal, application])).toBeUndefined();
    });

    it("moves a consent behind the service principal that an import took after it", () => {
        const consent = resource(
            "servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
            "acme",
        );

        expect(withOrder([application, consent, principal])).toEqual([
            application,
            { ...principal, dependencies: [application.urn] },
            { ...consent, dependencies: [principal.urn] },
        ]);
    });
});
