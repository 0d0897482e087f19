import {
    deployerManagementScopes,
    publicKeyManagementScopes,
    readerManagementScopes,
} from "../../../catalogue/auth0.ts";
import { deployerGraphPermissions, readerGraphPermissions } from "../../../catalogue/microsoft.ts";
import { Refusal } from "../../../clouds/refusal.ts";
import type { ClientSettings } from "../../../stacks/settings/settings.ts";
import { attention, broken, type Check, fine, type Result } from "../check.ts";
import { isUnreadable, type Unreadable } from "../patient.ts";

const group = "Credentials";
const page = "docs/credentials.md";

export const credentialChecks: readonly Check[] = [
    {
        id: "auth0-credentials",
        group,
        about: "Auth0 takes the credentials, and they are for the stack's tenant.",
        run: ({ settings, tenant }) =>
            accepted(
                tenant,
                async (view) => {
                    const scopes = await view.scopes();
                    return fine(`${settings.auth0.domain} takes them, for ${scopes.length} scopes`);
                },
                `AUTH0_DOMAIN=${settings.auth0.domain}, AUTH0_CLIENT_ID, and its secret or private key: ${page}`,
            ),
    },
    {
        id: "auth0-scopes",
        group,
        about: "The scopes at Auth0 are those that a deployment, or whoever only looks, needs, and no more.",
        run: ({ settings: { clients }, tenant }) =>
            accepted(tenant, async (view) =>
                leastPrivilege(await view.scopes(), {
                    deployer: [
                        ...deployerManagementScopes,
                        ...(Object.values(clients).some(hasKeys) ? publicKeyManagementScopes : []),
                    ],
                    reader: readerManagementScopes,
                    mend: `Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications: ${page}`,
                }),
            ),
    },
    {
        id: "microsoft-credentials",
        group,
        about: "Microsoft takes the credentials, and they are of the stack's directory.",
        run: ({ directory, settings: { microsoft } }) =>
            accepted(
                directory,
                async (view) => {
                    const tenantId = await view.tenantId();
                    return tenantId === microsoft.tenantId
                        ? fine(`directory ${tenantId} takes them`)
                        : broken(
                              `they are of directory ${tenantId}, and the stack's is ${microsoft.tenantId}`,
                              `ARM_TENANT_ID=${microsoft.tenantId}, and credentials of that directory: ${page}`,
                          );
                },
                `ARM_TENANT_ID=${microsoft.tenantId}, ARM_CLIENT_ID, and its secret or a federated token: ${page}`,
            ),
    },
    {
        id: "microsoft-permissions",
        group,
        about: "The application permissions of Microsoft Graph are those that a deployment, or whoever only looks, needs, and no more.",
        run: ({ directory }) =>
            accepted(directory, async (view) =>
                leastPrivilege(await view.roles(), {
                    deployer: deployerGraphPermissions,
                    reader: readerGraphPermissions,
                    mend: `Entra admin centre, App registrations, the deployer, API permissions: ${page}`,
                }),
            ),
    },
];

/** Whether a client signs in with a key of its own, which the deployment registers. */
function hasKeys(client: ClientSettings): boolean {
    return client.kind === "web" && client.authentication === "private_key_jwt";
}

/** A refusal of the credentials themselves is what such a check is for. */
async function accepted<View extends object>(
    side: View | Unreadable,
    look: (view: View) => Promise<Result>,
    mend = page,
): Promise<Result> {
    if (isUnreadable(side)) return broken(side.problem, side.mend);
    try {
        return await look(side);
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return broken(`refused: ${error.evidence}, ${error.message}`, mend);
    }
}

interface Needs {
    readonly deployer: readonly string[];

    /** What it takes to look, and no more: for previews, drift and this. */
    readonly reader: readonly string[];
    readonly mend: string;
}

/** Credentials that may change nothing are held to what it takes to look, others to what it takes to deploy. */
function leastPrivilege(had: readonly string[], { deployer, reader, mend }: Needs): Result {
    const onlyLooks = had.every((right) => reader.includes(right) || right.startsWith("read:"));
    const needed = onlyLooks ? reader : deployer;
    const missing = needed.filter((right) => !had.includes(right));
    const tooMany = had.filter((right) => !deployer.includes(right) && !reader.includes(right));
    const who = onlyLooks ? "looking" : "deploying";
    if (missing.length > 0) {
        const also = tooMany.length > 0 ? `; not needed: ${tooMany.join(", ")}` : "";
        return broken(`missing for ${who}: ${missing.join(", ")}${also}`, mend);
    }
    if (tooMany.length > 0) return attention(`not needed: ${tooMany.join(", ")}`, mend);
    return fine(`the ${had.length} that ${who} takes`);
}
