import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Azure } from "../azure.ts";
import { type AzureCaller, azureCaller } from "../azure-token.ts";
import { vaultErrors } from "../errors.ts";
import type { StoredVault } from "../objects.ts";
import { pathMatch } from "../path-match.ts";
import { mayUseData } from "../roles.ts";
import { keyVaultNames } from "../seed-azure-principals.ts";
import { getDeletedSecret, listDeletedSecrets, purgeSecret, recoverSecret } from "./deleted-secrets.ts";
import { letsIn } from "./network-rules.ts";
import { changeSecret, deleteSecret, getSecret, listSecrets, listVersions, setSecret } from "./secrets.ts";
import type { VaultHandler } from "./vault-request.ts";

type VaultRoute = readonly [method: string, path: string, action: string, handler: VaultHandler];

/** All that the sandbox serves of a key vault, with what a role has to allow of `Microsoft.KeyVault/vaults/secrets`. */
const routes: readonly VaultRoute[] = [
    ["GET", "/secrets", "readMetadata", listSecrets],
    ["GET", "/secrets/:secret/versions", "readMetadata", listVersions],
    ["GET", "/secrets/:secret", "getSecret", getSecret],
    ["GET", "/secrets/:secret/", "getSecret", getSecret],
    ["GET", "/secrets/:secret/:version", "getSecret", getSecret],
    ["PUT", "/secrets/:secret", "setSecret", setSecret],
    ["PATCH", "/secrets/:secret/:version", "update", changeSecret],
    ["DELETE", "/secrets/:secret", "delete", deleteSecret],
    ["GET", "/deletedsecrets", "readMetadata", listDeletedSecrets],
    ["GET", "/deletedsecrets/:secret", "readMetadata", getDeletedSecret],
    ["POST", "/deletedsecrets/:secret/recover", "recover", recoverSecret],
    ["DELETE", "/deletedsecrets/:secret", "purge", purgeSecret],
];

/** The API versions that the sandbox serves: those of Microsoft's SDKs. */
const apiVersions = ["7.4", "7.5", "7.6", "2025-07-01", "2026-04-01"];

/** What a key vault answers: to a known caller from an address it lets in, with a role that allows it. */
export async function vaultReply(
    azure: Azure,
    vault: StoredVault,
    c: Context<{ Bindings: HttpBindings }>,
): Promise<Response> {
    const { pathname, searchParams } = new URL(c.req.url);
    const caller = await azureCaller(azure, c.req.header("authorization"), keyVaultNames, vaultErrors);
    const { handler, action, parts } = routeOf(c.req.method, pathname);
    const apiVersion = searchParams.get("api-version") ?? "";
    if (!apiVersions.includes(apiVersion)) {
        throw vaultErrors.badParameter(`api-version '${apiVersion}' is not one of ${apiVersions.join(", ")}`);
    }
    refuseStrangers(azure, vault, caller, `Microsoft.KeyVault/vaults/secrets/${action}/action`, parts["secret"]);
    const reply = await handler({
        azure,
        vault,
        query: searchParams,
        part: (name) => parts[name] ?? "",
        text: () => c.req.text(),
    });
    return "body" in reply ? c.json(reply.body, reply.status) : c.body(null, reply.status);
}

function routeOf(method: string, path: string) {
    for (const [wanted, route, action, handler] of routes) {
        const parts = method === wanted ? pathMatch(route, path) : undefined;
        if (parts !== undefined) return { handler, action, parts };
    }
    throw vaultErrors.notServed(`${method} ${path}`);
}

function refuseStrangers(
    azure: Azure,
    vault: StoredVault,
    caller: AzureCaller,
    action: string,
    secret: string | undefined,
): void {
    const { properties } = vault;
    const who = `appid=${caller.clientId};oid=${caller.objectId};iss=${caller.issuer}`;
    const where = `${vault.name};location=${vault.location}`;
    if (properties.publicNetworkAccess.toLowerCase() === "disabled") throw vaultErrors.publicAccessIsOff(where);
    if (!letsIn(properties, azure.callerAddress)) {
        throw vaultErrors.forbiddenByFirewall(azure.callerAddress, who, where);
    }
    if (!properties.enableRbacAuthorization) throw vaultErrors.notServed("A vault with access policies");
    const resource = secret === undefined ? vault.id : `${vault.id}/secrets/${secret}`;
    if (!mayUseData(azure, caller, action, resource)) {
        throw vaultErrors.forbiddenByRbac(who, action, resource, where);
    }
}
