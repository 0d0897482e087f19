import type { ResourceValidationPolicy } from "@pulumi/policy";
import { graphPermissions, userConsentable } from "../../microsoft-graph-permissions.ts";
import { validatePermissions } from "../../permissions.ts";
import { shown } from "../../shown.ts";

interface Settings {
    readonly allowedScopes: readonly string[];
    readonly allowedAppRoles: readonly string[];
}

export const permissionIsAllowed: ResourceValidationPolicy = {
    name: "permission-is-allowed",
    description: "An app registration asks for permissions of the allow list only.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Take the permission out, or add it to the rule's settings: allowedScopes has Microsoft Graph's delegated permissions by name, allowedAppRoles application permissions by id. Those that only an administrator can consent to have a rule of their own.",
    url: "https://learn.microsoft.com/graph/permissions-reference",
    configSchema: {
        properties: {
            allowedScopes: {
                type: "array",
                items: { type: "string" },
                default: [...userConsentable],
                description: "Delegated permissions of Microsoft Graph that may be asked for, by name.",
            },
            allowedAppRoles: {
                type: "array",
                items: { type: "string" },
                default: [],
                description: "Application permissions of any API that may be asked for, by id. Signing in needs none.",
            },
        },
    },
    validateResource: validatePermissions((permission, args, report) => {
        const { allowedScopes, allowedAppRoles } = args.getConfig<Settings>();
        if (permission.kind === "application") {
            if (allowedAppRoles.includes(permission.id)) return;
            return report(
                `application permission ${shown(permission.id)} is asked for; expected ${oneOf(allowedAppRoles, "allowedAppRoles")}`,
            );
        }
        const { name, id } = permission;
        if (name === undefined) {
            return report(
                `delegated permission ${shown(id)} of Microsoft Graph is none this pack knows; expected ${oneOf(allowedScopes, "allowedScopes")}`,
            );
        }
        const known = [...graphPermissions.values()].find((one) => one.name === name);
        if (known?.adminOnly !== false || allowedScopes.includes(name)) return;
        report(`delegated permission ${shown(name)} is not allowed; expected ${oneOf(allowedScopes, "allowedScopes")}`);
    }),
};

function oneOf(allowed: readonly string[], setting: string): string {
    if (allowed.length === 0) return `none, because ${setting} lists none`;
    return allowed.length > 12 ? `one of the ${allowed.length} in ${setting}` : `one of ${allowed.join(", ")}`;
}
