import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A refusal of Azure, in the shape that Resource Manager and Key Vault share. */
export class AzureError extends Error {
    readonly status: ContentfulStatusCode;
    readonly code: string;

    /** Key Vault's more exact word. */
    readonly inner: string | undefined;

    constructor(status: ContentfulStatusCode, code: string, message: string, inner?: string) {
        super(message);
        this.name = "AzureError";
        this.status = status;
        this.code = code;
        this.inner = inner;
    }
}

const error =
    <Args extends unknown[]>(
        status: ContentfulStatusCode,
        code: string,
        text: (...args: Args) => string,
        inner?: string,
    ) =>
    (...args: Args): AzureError =>
        new AzureError(status, code, text(...args), inner);

/** Everything that Azure Resource Manager refuses here. */
export const armErrors = {
    missingToken: error(
        401,
        "AuthenticationFailed",
        () => "Authentication failed. The 'Authorization' header is missing.",
    ),
    invalidToken: error(401, "InvalidAuthenticationToken", () => "The access token is invalid."),
    expiredToken: error(401, "ExpiredAuthenticationToken", () => "The access token has expired."),
    wrongAudience: error(
        401,
        "InvalidAuthenticationTokenAudience",
        () =>
            "The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
    ),
    unauthorized: error(
        403,
        "AuthorizationFailed",
        (client: string, objectId: string, action: string, scope: string) =>
            `The client '${client}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    ),
    missingApiVersion: error(
        400,
        "MissingApiVersionParameter",
        () => "The api-version query parameter (?api-version=) is required for all requests.",
    ),
    unknownApiVersion: error(
        400,
        "InvalidResourceType",
        (type: string, version: string, supported: readonly string[]) =>
            `The resource type '${type}' could not be found for api version '${version}'. The supported api-versions are '${supported.join(",")}'.`,
    ),
    subscriptionNotFound: error(
        404,
        "SubscriptionNotFound",
        (id: string) => `The subscription '${id}' could not be found.`,
    ),
    resourceGroupNotFound: error(
        404,
        "ResourceGroupNotFound",
        (name: string) => `Resource group '${name}' could not be found.`,
    ),
    resourceNotFound: error(
        404,
        "ResourceNotFound",
        (resource: string, group: string) =>
            `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    ),
    invalidContent: error(
        400,
        "InvalidRequestContent",
        (what: string) => `The request content was invalid and could not be deserialized: '${what}'.`,
    ),
    badRequest: error(400, "BadRequest", (text: string) => text),
    vaultNameNotValid: error(
        400,
        "VaultNameNotValid",
        (name: string) =>
            `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.`,
    ),
    vaultNameTaken: error(
        409,
        "VaultAlreadyExists",
        (name: string) =>
            `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
    ),
    vaultIsDeleted: error(
        409,
        "ConflictError",
        () =>
            "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
    ),
    otherLocation: error(
        409,
        "InvalidResourceLocation",
        (name: string, location: string) =>
            `The resource '${name}' already exists in location '${location}'. A resource with the same name cannot be created in another location.`,
    ),
    deletedVaultNotFound: error(
        404,
        "DeletedVaultNotFound",
        (name: string) => `The deleted vault '${name}' could not be found.`,
    ),
    purgeProtected: error(
        400,
        "MethodNotAllowed",
        () =>
            'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.',
    ),
    secretNotFound: error(
        404,
        "SecretNotFound",
        (name: string) => `The secret '${name}' was not found in this key vault.`,
    ),
    secretIsDeleted: error(
        409,
        "Conflict",
        (name: string) =>
            `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
        "ObjectIsDeletedButRecoverable",
    ),
    invalidAssignmentName: error(
        400,
        "InvalidRoleAssignmentId",
        (name: string) => `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    ),
    assignmentNotFound: error(
        404,
        "RoleAssignmentNotFound",
        (id: string) => `The role assignment '${id}' is not found.`,
    ),
    assignmentExists: error(
        409,
        "RoleAssignmentExists",
        (id: string) =>
            `The role assignment already exists. The ID of the conflicting role assignment is ${id.replaceAll("-", "")}.`,
    ),
    assignmentChanges: error(
        400,
        "RoleAssignmentUpdateNotPermitted",
        () => "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    ),
    roleNotFound: error(
        400,
        "RoleDefinitionDoesNotExist",
        (id: string) => `The specified role definition with ID '${id}' does not exist.`,
    ),
    principalNotFound: error(
        400,
        "PrincipalNotFound",
        (id: string, tenant: string) =>
            `Principal ${id} does not exist in the directory ${tenant}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
    ),
    otherPrincipalType: error(
        400,
        "UnmatchedPrincipalType",
        (id: string, type: string, given: string) =>
            `The PrincipalId '${id}' has type '${type}' , which is different from specified PrincipalType '${given}'.`,
    ),
    notServed: error(
        501,
        "NotImplemented",
        (what: string) => `${what} is not part of the sandbox's slice of Azure Resource Manager.`,
    ),
};

/** Everything that a key vault refuses here. */
export const vaultErrors = {
    missingToken: error(401, "Unauthorized", () => "AKV10000: Request is missing a Bearer or PoP token."),
    invalidToken: error(401, "Unauthorized", () => "[TokenInvalid] Error validating token: IDX10511"),
    expiredToken: error(401, "Unauthorized", () => "[TokenExpired] Error validating token: 'S2S12086'."),
    wrongAudience: error(
        401,
        "Unauthorized",
        () => "AKV10022: Invalid audience. Expected https://vault.azure.net, found a token for another resource.",
    ),
    forbiddenByRbac: error(
        403,
        "Forbidden",
        (caller: string, action: string, resource: string, vault: string) =>
            [
                "Caller is not authorized to perform action on resource.",
                "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
                `Caller: ${caller}`,
                `Action: '${action}'`,
                `Resource: '${resource}'`,
                "Assignment: (not found)",
                "DenyAssignmentId: null",
                "DecisionReason: null",
                `Vault: ${vault}`,
            ].join("\r\n"),
        "ForbiddenByRbac",
    ),
    forbiddenByFirewall: error(
        403,
        "Forbidden",
        (address: string, caller: string, vault: string) =>
            [
                "Client address is not authorized and caller is not a trusted service.",
                `Client address: ${address}`,
                `Caller: ${caller}`,
                `Vault: ${vault}`,
            ].join("\r\n"),
        "ForbiddenByFirewall",
    ),
    publicAccessIsOff: error(
        403,
        "Forbidden",
        (vault: string) =>
            `Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nVault: ${vault}`,
        "ForbiddenByConnection",
    ),
    secretIsDisabled: error(
        403,
        "Forbidden",
        () => "Operation get is not allowed on a disabled secret.",
        "SecretDisabled",
    ),
    purgeProtected: error(
        403,
        "Forbidden",
        () =>
            'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.',
    ),
    secretNotFound: error(
        404,
        "SecretNotFound",
        (name: string) =>
            `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
    ),
    deletedSecretNotFound: error(404, "SecretNotFound", (name: string) => `Deleted Secret not found: ${name}`),
    secretIsDeleted: armErrors.secretIsDeleted,
    badParameter: error(400, "BadParameter", (text: string) => text),
    notServed: error(
        501,
        "NotImplemented",
        (what: string) => `${what} is not part of the sandbox's slice of Key Vault.`,
    ),
};
