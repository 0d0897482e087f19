import { defaultAppRoleId } from "../../../catalogue/microsoft.ts";
import { listed, phrase } from "../../../review/phrase.ts";
import type { DeclaredServicePrincipal } from "../declared.ts";
import type { Kind } from "../finding.ts";
import type { SeenPermissionGrant } from "../lists.ts";

/** What people and administrators have granted, in the stack's own directory. */
export const consentKinds: readonly Kind[] = [
    {
        id: "consent-for-everyone-by-hand",
        at: "microsoft",
        about: "an administrator has consented for everyone to what is declared, and to no more",
        declaredBy: "ServicePrincipalDelegatedPermissionGrant",
        reads: ["permissionGrants"],
        find: ({ permissionGrants }, { declared, stack }) =>
            declared.servicePrincipals.flatMap((principal) =>
                (permissionGrants[principal.objectId] ?? [])
                    .filter(({ consentType, id }) => consentType === "AllPrincipals" && !principal.grants.includes(id))
                    .map(({ id, resourceId, scope }) => ({
                        text: phrase`everyone in the directory has consented to app registration ${principal.name}: ${listed(names(scope))}`,
                        evidence: [phrase`permission grant ${id}`, phrase`on ${resourceId}`],
                        mend: phrase`declare it with ${"adminConsent: true"} in ${`Pulumi.${stack}.yaml`}, or take it away: ${`az rest --method DELETE --url https://graph.microsoft.com/v1.0/oauth2PermissionGrants/${id}`}`,
                    })),
            ),
    },
    {
        id: "consent-of-people-beyond-the-scopes",
        at: "microsoft",
        about: "people have consented to declared scopes only",
        declaredBy: "Application, requiredResourceAccesses; what people consent to of these is their own",
        reads: ["permissionGrants"],
        find: ({ permissionGrants }, { declared }) =>
            declared.servicePrincipals.flatMap((principal) =>
                (permissionGrants[principal.objectId] ?? [])
                    .filter((grant) => grant.consentType !== "AllPrincipals" && beyond(grant, principal).length > 0)
                    .map((grant) => ({
                        text: phrase`a person has consented to more of app registration ${principal.name} than the stack registers: ${listed(beyond(grant, principal))}`,
                        evidence: [phrase`permission grant ${grant.id}`, phrase`of ${grant.principalId}`],
                        mend: phrase`find out which app asked for it; take it away: ${`az rest --method DELETE --url https://graph.microsoft.com/v1.0/oauth2PermissionGrants/${grant.id}`}`,
                    })),
            ),
    },
    {
        id: "application-permissions-by-hand",
        at: "microsoft",
        about: "no service principal may act without a person",
        declaredBy: "AppRoleAssignment",
        reads: ["applicationPermissions"],
        find: ({ applicationPermissions }, { declared }) =>
            declared.servicePrincipals.flatMap(({ assignments, name, objectId }) =>
                (applicationPermissions[objectId] ?? [])
                    .filter(({ id }) => !assignments.includes(id))
                    .map(({ appRoleId, id, resourceDisplayName }) => ({
                        text: phrase`app registration ${name} may act at ${resourceDisplayName} without a person`,
                        evidence: [phrase`app role ${appRoleId}`, phrase`assignment ${id}`],
                        mend: phrase`take it away: ${`az rest --method DELETE --url https://graph.microsoft.com/v1.0/servicePrincipals/${objectId}/appRoleAssignments/${id}`}`,
                    })),
            ),
    },
    {
        id: "assignments-by-hand",
        at: "microsoft",
        about: "where people have to be assigned, the declared ones are",
        declaredBy: "AppRoleAssignment; where nobody has to be assigned, every consent assigns, and that is let be",
        reads: ["assignedTo"],
        find: ({ assignedTo }, { declared, stack }) =>
            declared.servicePrincipals
                .filter(({ assignmentRequired }) => assignmentRequired)
                .flatMap(({ assignments, name, objectId }) =>
                    (assignedTo[objectId] ?? [])
                        .filter(({ id }) => !assignments.includes(id))
                        .map(({ appRoleId, id, principalDisplayName, principalId, principalType }) => ({
                            text: phrase`${principalDisplayName || principalId} may sign in with app registration ${name}`,
                            evidence: [
                                phrase`${principalType} ${principalId}`,
                                ...(appRoleId === defaultAppRoleId ? [] : [phrase`app role ${appRoleId}`]),
                            ],
                            mend: phrase`declare it under ${"assignedTo"} in ${`Pulumi.${stack}.yaml`}, or take it away: ${`az rest --method DELETE --url https://graph.microsoft.com/v1.0/servicePrincipals/${objectId}/appRoleAssignedTo/${id}`}`,
                        })),
                ),
    },
    {
        id: "service-principal-credentials-by-hand",
        at: "microsoft",
        about: "no service principal has a secret or a certificate beside its app registration's",
        declaredBy: "nothing: a stack declares none",
        reads: ["servicePrincipals"],
        find: ({ servicePrincipals }, { declared }) =>
            declared.servicePrincipals.flatMap(({ name, objectId }) => {
                const seen = servicePrincipals[objectId];
                return [...(seen?.passwordCredentials ?? []), ...(seen?.keyCredentials ?? [])].map(
                    ({ endDateTime, keyId }) => ({
                        text: phrase`the service principal of ${name} has a secret or a certificate of its own: whoever has it signs in as the app registration, and its page does not show it`,
                        evidence: [phrase`key ID ${keyId}`, phrase`it ends on ${endDateTime}`],
                        mend: phrase`find out who made it, then: ${`az ad sp credential delete --id ${objectId} --key-id ${keyId}`}`,
                    }),
                );
            }),
    },
];

/** Scopes of a person's consent that the app registration does not ask for; Microsoft Graph's names stand for all resources. */
function beyond({ scope }: SeenPermissionGrant, { scopes }: DeclaredServicePrincipal): string[] {
    return names(scope).filter((name) => !scopes.includes(name) && !alwaysAsked.includes(name));
}

/** What every sign-in may ask for. */
const alwaysAsked: readonly string[] = ["openid", "profile", "email", "offline_access", "User.Read"];

function names(scope: string): string[] {
    return scope.split(" ").filter((name) => name !== "");
}
