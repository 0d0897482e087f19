import type { ResourceValidationPolicy } from "@pulumi/policy";
import { adminOnly } from "../../microsoft-graph-permissions.ts";
import { validatePermissions } from "../../permissions.ts";
import { shown } from "../../shown.ts";

interface Settings {
    readonly adminOnlyScopes: readonly string[];
}

export const adminOnlyPermissionIsNamed: ResourceValidationPolicy = {
    name: "admin-only-permission-is-named",
    description: "A permission that only an administrator can consent to is named in the rule's settings.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Ask for a narrower permission; where there is none, add the name to adminOnlyScopes, in a change that those who answer for the directory review.",
    url: "https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview#admin-consent",
    configSchema: {
        properties: {
            adminOnlyScopes: {
                type: "array",
                items: { type: "string" },
                default: [],
                description:
                    "Delegated permissions of Microsoft Graph for administrators that may be asked for, by name.",
            },
        },
    },
    validateResource: validatePermissions((permission, args, report) => {
        if (permission.kind !== "delegated") return;
        const { name } = permission;
        const { adminOnlyScopes } = args.getConfig<Settings>();
        if (name === undefined || !adminOnly.includes(name) || adminOnlyScopes.includes(name)) return;
        report(
            `delegated permission ${shown(name)} is for administrators; expected it in adminOnlyScopes, which has ${shown([...adminOnlyScopes])}`,
        );
    }),
};
