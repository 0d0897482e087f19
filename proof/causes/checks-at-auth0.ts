import { connectedAccountsScopes, tokenVaultGrantType } from "../../catalogue/auth0.ts";
import type { Deployed, DeployedClient, DeployedConnection } from "../deployed.ts";
import type { Seen, SeenApplication, SeenClient, SeenConnection } from "../operator/seen.ts";
import { type Check, putBack } from "./cause.ts";

/** What has to be so in the Auth0 tenant: the connection, then its clients, then what Token Vault needs beside them. */
export const checksAtAuth0: readonly Check[] = [
    {
        id: "connection-missing",
        problems: ({ connections }, seen) =>
            connections
                .filter(({ id }) => !seen.connections.has(id))
                .map(({ id, name }) => `the connection ${name} (${id}) does not exist`),
        mend: putBack,
    },
    {
        id: "connection-client-id",
        problems: (deployed, seen) =>
            pairs(deployed, seen)
                .filter(([{ entraClientId }, { options }]) => options["client_id"] !== entraClientId)
                .map(
                    ([{ entraClientId, name }, { options }]) =>
                        `${name}: it signs in as ${options["client_id"]}; the app registration is ${entraClientId}`,
                ),
        mend: putBack,
    },
    {
        id: "connection-secret",
        problems: (deployed, seen) =>
            pairs(deployed, seen).flatMap(([connection, { options }]) =>
                hasSecretOf(seen.applications.get(connection.entraClientId), connection, options["client_secret"])
                    ? []
                    : [`${connection.name}: its client secret is not the one of the active slot`],
            ),
        mend: putBack,
    },
    {
        id: "strategy-version",
        problems: (deployed, seen) =>
            pairs(deployed, seen)
                .filter(
                    ([{ strategy }, { options }]) => strategy === "windowslive" && options["strategy_version"] !== 2,
                )
                .map(
                    ([{ name }, { options }]) =>
                        `${name}: strategy_version is ${options["strategy_version"] ?? "not set"}, not 2`,
                ),
        mend: putBack,
    },
    {
        id: "connection-directory",
        problems: (deployed, seen) =>
            pairs(deployed, seen)
                .filter(([{ directory, commonEndpoint }]) => directory !== undefined && !commonEndpoint)
                .filter(([{ directory }, { options }]) => directoryOf(options) !== directory)
                .map(
                    ([{ name, directory }, { options }]) =>
                        `${name}: it asks directory ${directoryOf(options)}, not ${directory}`,
                ),
        mend: putBack,
    },
    {
        id: "common-endpoint",
        problems: (deployed, seen) =>
            pairs(deployed, seen)
                .filter(
                    ([{ strategy, commonEndpoint }, { options }]) =>
                        strategy === "waad" &&
                        commonEndpoint !== (options["useCommonEndpoint"] ?? options["waad_common_endpoint"] ?? false),
                )
                .map(
                    ([{ name, commonEndpoint }]) => `${name}: the common endpoint is ${commonEndpoint ? "off" : "on"}`,
                ),
        mend: putBack,
    },
    {
        id: "sign-in-purpose",
        problems: (deployed, seen) =>
            pairs(deployed, seen)
                .filter(([{ signIn }, { authentication }]) => authentication.active !== signIn)
                .map(([{ name, signIn }]) => `${name}: its purpose "Authentication" is ${signIn ? "off" : "on"}`),
        mend: putBack,
    },
    {
        id: "token-vault-purpose",
        problems: (deployed, seen) =>
            pairs(deployed, seen)
                .filter(([{ tokenVault }, { connected_accounts }]) => connected_accounts.active !== tokenVault)
                .map(
                    ([{ name, tokenVault }]) =>
                        `${name}: its purpose "Connected Accounts for Token Vault" is ${tokenVault ? "off" : "on"}`,
                ),
        mend: putBack,
    },
    {
        id: "connection-not-enabled",
        problems: (deployed, seen) =>
            pairs(deployed, seen).flatMap(([{ name }, { enabledClients }]) =>
                deployed.clients
                    .filter(({ connections }) => connections.includes(name))
                    .flatMap(({ key, clientId, apiClientId }) => [
                        ...(enabledClients.includes(clientId) ? [] : [`${name} is not enabled for ${key}`]),
                        ...(apiClientId === undefined || enabledClients.includes(apiClientId)
                            ? []
                            : [`${name} is not enabled for the API client of ${key}`]),
                    ]),
            ),
        mend: putBack,
    },
    {
        id: "client-missing",
        problems: (deployed, seen) =>
            actors(deployed)
                .filter(({ id }) => !seen.clients.has(id))
                .map(({ id, label }) => `the client of ${label} (${id}) does not exist`),
        mend: putBack,
    },
    ofClients("client-secret", ({ app, client, label, isExchanging }) => {
        const given = app.secret;
        const isOther =
            isExchanging && given !== undefined && client.client_secret !== undefined && client.client_secret !== given;
        return isOther ? [`${label}: its client secret is not the one that the stack gives to the app`] : [];
    }),
    ofClients("client-first-party", ({ client, label }) =>
        client.is_first_party ? [] : [`${label} is not a first-party client`],
    ),
    ofClients("client-oidc-conformant", ({ client, label }) =>
        client.oidc_conformant ? [] : [`${label} is not OIDC-conformant`],
    ),
    ofClients("client-public", ({ client, label, isExchanging }) =>
        isExchanging && client.token_endpoint_auth_method === "none"
            ? [`${label} is a public client: its authentication method is none`]
            : [],
    ),
    ofClients("client-grant-types", ({ client, label, grantTypes }) => {
        const missing = grantTypes.filter((grantType) => !client.grant_types.includes(grantType));
        return missing.length === 0 ? [] : [`${label} lacks grant type ${missing.join(", ")}`];
    }),
    ofClients("client-callback", ({ app, client, label, isSigningIn }) => {
        const missing = isSigningIn
            ? (app.callbacks ?? []).filter((callback) => !client.callbacks.includes(callback))
            : [];
        return missing.length === 0 ? [] : [`${label}: ${missing.join(", ")} is not among its callback URLs`];
    }),
    ofClients("client-origins", ({ app, client, label, isSigningIn }) => {
        if (app.kind !== "spa" || !isSigningIn) return [];
        const origins = (app.callbacks ?? []).map((callback) => new URL(callback).origin);
        const missing = origins.filter((origin) => !client.allowed_origins.includes(origin));
        if (missing.length > 0) return [`${label}: ${missing.join(", ")} is not among its allowed origins`];
        return client.cross_origin_authentication
            ? []
            : [`${label}: cross-origin authentication is off, so a browser may not read the My Account API's answers`];
    }),
    ofClients("refresh-token-rotation", ({ client, label, isSigningIn, app }) =>
        app.kind !== "spa" && isSigningIn && client.refresh_token?.rotation_type === "rotating"
            ? [`${label} rotates refresh tokens, which Token Vault does not take`]
            : [],
    ),
    ofClients("refresh-token-policy", ({ app, client, label, isSigningIn, deployed }) => {
        if (app.kind === "spa" || !isSigningIn) return [];
        return deployed.domains.flatMap((domain) => {
            const audience = `https://${domain}/me/`;
            const policy = client.refresh_token?.policies.find((one) => one.audience === audience);
            const missing = connectedAccountsScopes.filter((scope) => policy?.scope.includes(scope) !== true);
            return missing.length === 0
                ? []
                : [`${label}: its refresh token may not be used at ${audience} for ${missing.join(", ")}`];
        });
    }),
    {
        id: "api-client",
        problems: ({ clients }, seen) =>
            clients.flatMap(({ apiClientId, key, settings }) => {
                const client = seen.clients.get(apiClientId ?? "");
                const audience = settings["AUTH0_AUDIENCE"];
                if (client === undefined || client.resource_server_identifier === audience) return [];
                return [`${key}: the API client stands for ${client.resource_server_identifier}, not for ${audience}`];
            }),
        mend: putBack,
    },
    {
        id: "api-missing",
        problems: ({ clients }, seen) =>
            clients.flatMap(({ key, settings }) => {
                const audience = settings["AUTH0_AUDIENCE"];
                const isThere = audience === undefined || seen.apis.some(({ identifier }) => identifier === audience);
                return isThere ? [] : [`${key}: its API ${audience} does not exist`];
            }),
        mend: putBack,
    },
    {
        id: "my-account-api-missing",
        problems: ({ domains }, { apis }) =>
            domains
                .map((domain) => `https://${domain}/me/`)
                .filter((audience) => !apis.some(({ identifier }) => identifier === audience))
                .map((audience) => `the My Account API ${audience} is not active`),
        mend: putBack,
    },
    {
        id: "my-account-api-consent",
        problems: (_deployed, { apis }) =>
            apis
                .filter(
                    ({ identifier, ...api }) =>
                        identifier.endsWith("/me/") && !api.skip_consent_for_verifiable_first_party_clients,
                )
                .map(
                    ({ identifier }) =>
                        `the My Account API ${identifier} asks users for consent, so refresh tokens do not reach it`,
                ),
        mend: () => 'switch on "Allow Skipping User Consent" at the My Account API in the dashboard',
    },
    {
        id: "user-grant",
        problems: (deployed, seen) =>
            deployed.clients.flatMap(({ clientId, key }) =>
                seen.clients.has(clientId) ? grantProblems(deployed, seen, clientId, key) : [],
            ),
        mend: putBack,
    },
    {
        id: "mfa-always",
        problems: (_deployed, { requiresMfa }) =>
            requiresMfa === true
                ? ['the tenant requires multi-factor authentication "Always", and then Token Vault exchanges nothing']
                : [],
        mend: () =>
            'set Security > Multi-factor Auth > "Require" to Never or Adaptive in the dashboard, or ask for it in an Action',
    },
    {
        id: "custom-domain",
        problems: ({ domains, tenantDomain }, { customDomains }) =>
            domains
                .filter((domain) => domain !== tenantDomain)
                .filter((name) => !customDomains.some(({ domain, status }) => domain === name && status === "ready"))
                .map((domain) => `the custom domain ${domain} is not verified in the tenant`),
        mend: () => "verify it under Branding > Custom Domains in the dashboard",
    },
];

type Pair = readonly [DeployedConnection, SeenConnection];

function pairs({ connections }: Deployed, seen: Seen): Pair[] {
    return connections.flatMap((connection) => {
        const found = seen.connections.get(connection.id);
        return found === undefined ? [] : [[connection, found] as const];
    });
}

/** Microsoft shows the first letters of a client secret; more of it is known to nobody. */
function hasSecretOf(
    application: SeenApplication | undefined,
    { secretSlots = {} }: DeployedConnection,
    secret: unknown,
): boolean {
    const [key, slot] = Object.entries(secretSlots).find(([, { active }]) => active) ?? [];
    const found = application?.passwordCredentials.find(
        ({ displayName }) => displayName === `slot ${key}, issued ${slot?.issued}`,
    );
    if (typeof secret !== "string" || typeof found?.hint !== "string") return true;
    return secret.startsWith(found.hint);
}

function directoryOf(options: Readonly<Record<string, unknown>>): unknown {
    return options["tenant_domain"] ?? options["domain"];
}

interface Actor {
    readonly id: string;
    readonly label: string;
    readonly app: DeployedClient;
    readonly isSigningIn: boolean;
    readonly isExchanging: boolean;
    readonly grantTypes: readonly string[];
}

/** Each client id of the stack, with what it does: a single-page app signs in, and its API exchanges. */
function actors({ clients }: Deployed): Actor[] {
    return clients.flatMap((app): Actor[] => {
        const one = { id: app.clientId, label: app.key, app, isSigningIn: true };
        if (app.kind !== "spa") {
            const grantTypes = ["authorization_code", "refresh_token", tokenVaultGrantType];
            return [{ ...one, isExchanging: true, grantTypes }];
        }
        const api = { label: `the API client of ${app.key}`, app, isSigningIn: false, isExchanging: true };
        return [
            { ...one, isExchanging: false, grantTypes: ["authorization_code"] },
            ...(app.apiClientId === undefined
                ? []
                : [{ ...api, id: app.apiClientId, grantTypes: [tokenVaultGrantType] }]),
        ];
    });
}

/** A check of every client of the stack that exists. */
function ofClients(
    id: string,
    problems: (of: Actor & { readonly client: SeenClient; readonly deployed: Deployed }) => readonly string[],
): Check {
    return {
        id,
        problems: (deployed, seen) =>
            actors(deployed).flatMap((actor) => {
                const client = seen.clients.get(actor.id);
                return client === undefined ? [] : problems({ ...actor, client, deployed });
            }),
        mend: putBack,
    };
}

function grantProblems({ domains }: Deployed, { grants }: Seen, clientId: string, key: string): string[] {
    return domains.flatMap((domain) => {
        const audience = `https://${domain}/me/`;
        const grant = grants.find(
            (one) => one.client_id === clientId && one.audience === audience && one.subject_type === "user",
        );
        const missing = connectedAccountsScopes.filter((scope) => grant?.scope.includes(scope) !== true);
        if (missing.length === 0) return [];
        const what = grant === undefined ? "has no grant for its users" : `has a grant without ${missing.join(", ")}`;
        return [`${key} ${what} on ${audience}`];
    });
}
