import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import { graphPermissions, microsoftGraphAppId } from "./microsoft-graph-permissions.ts";
import { validateEither, validateResourceOf } from "./of-type.ts";
import { Application, ApplicationApiAccess, DelegatedPermissionGrant } from "./resource-types.ts";
import { checkEach } from "./unknown-values.ts";

/** A permission that a program asks for or consents to. */
export type Permission =
    | { readonly kind: "application"; readonly id: string }
    /** Of Microsoft Graph. Without a name it is none that this pack knows. */
    | { readonly kind: "delegated"; readonly id: string; readonly name: string | undefined };

type Check = (permission: Permission, args: ResourceValidationArgs, report: ReportViolation) => void;

/** Checks every permission, however it is written. Other APIs' delegated permissions are left to their owners. */
export function validatePermissions(check: Check): ResourceValidation {
    return validateEither(
        validateResourceOf(Application, (application, args, report) => {
            checkEach(application.requiredResourceAccesses, ({ resourceAppId, resourceAccesses }) => {
                checkEach(resourceAccesses, ({ id, type }) => {
                    if (type === "Role") check({ kind: "application", id }, args, report);
                    else if (resourceAppId === microsoftGraphAppId) check(delegated(id), args, report);
                });
            });
        }),
        validateResourceOf(ApplicationApiAccess, ({ apiClientId, roleIds, scopeIds }, args, report) => {
            checkEach(roleIds, (id) => check({ kind: "application", id }, args, report));
            if (apiClientId === microsoftGraphAppId) checkEach(scopeIds, (id) => check(delegated(id), args, report));
        }),
        validateResourceOf(DelegatedPermissionGrant, ({ claimValues }, args, report) => {
            // Which API a grant is for shows in an object id only: what has no name of Microsoft Graph's is another's.
            const names = [...graphPermissions.values()].map(({ name }) => name);
            checkEach(claimValues, (name) => {
                if (names.includes(name)) check({ kind: "delegated", id: name, name }, args, report);
            });
        }),
    );
}

function delegated(id: string): Permission {
    return { kind: "delegated", id, name: graphPermissions.get(id)?.name };
}
