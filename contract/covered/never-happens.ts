import type { ResourceClass } from "../scenario-resources.ts";
import type { Aspect } from "./covered-aspects.ts";

/** What a type of resource cannot do, and why: the provider's schema, or what it says itself. A recording of it proves this wrong. */
export const neverHappens: Readonly<Partial<Record<ResourceClass, Partial<Record<Aspect, string>>>>> = {
    "auth0.ConnectionClient": { update: "every change replaces it" },
    "auth0.OrganizationConnection": { replace: "the provider updates it, which Auth0 refuses for another connection" },
    "azuread.Application": { replace: "only another template does, which no stack has" },
    "azuread.ApplicationPassword": { update: "every change replaces it", import: "the provider has no import" },
    "azuread.AppRoleAssignment": { update: "every change replaces it" },
};
