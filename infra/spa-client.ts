import * as pulumi from "@pulumi/pulumi";
import { asFoundOf, type ClientAsFound } from "../catalogue/as-found.ts";
import { tokenVaultGrantType } from "../catalogue/auth0.ts";
import { adoptable } from "./adoptable.ts";
import * as auth0 from "./auth0-resources.ts";
import type { Hooks } from "./hooks.ts";
import { mark } from "./mark.ts";
import type { MyAccountApi } from "./my-account-api.ts";
import { myAccountGrants } from "./my-account-grants.ts";
import { type RefreshTokenLifetime, rotating } from "./refresh-token.ts";

export interface SpaClientArgs {
    /** Auth0's name of the app, which people read on the sign-in page. */
    clientName: string;

    /** Stack that owns it, e.g. `microsoft-connection/dev`. */
    owningStack: string;

    /**
     * Auth0's description of it.
     * @default which stack manages it
     */
    description?: string;

    /** Addresses that users may be sent back to after signing in. The first is the one taken when a request names none. */
    callbacks: readonly string[];

    /**
     * Addresses that users may be sent to after signing out.
     * @default none
     */
    logoutUrls?: readonly string[];

    /** Origins the app is served from. */
    webOrigins: readonly string[];

    /** The API that the app calls, and that calls Microsoft Graph for the user. */
    api: {
        /** Audience of its access tokens. A change replaces the API and the client that acts for it. */
        readonly identifier: string;

        readonly name: string;

        /**
         * Its own scopes, each with its description.
         * @default none
         */
        readonly scopes?: Readonly<Record<string, string>>;
    };

    /** The My Account API of each domain. */
    myAccountApis: readonly MyAccountApi[];

    /**
     * Refuses to delete or replace the app, the API and its client; a replacement has another client id.
     * @default false
     */
    protect?: boolean;

    /**
     * Properties that stay as they were found when it was adopted.
     * @default none: everything is managed
     */
    asFound?: readonly ClientAsFound[];

    hooks: Hooks;
}

/** Auth0's own defaults: they end after thirty days, and after fifteen without use. */
const refreshTokenLifetime: RefreshTokenLifetime = { lifetimeDays: 30, idleDays: 15 };

/** A single-page app with its API: the API exchanges the access token it is called with for a Microsoft Graph token. */
export class SpaClient extends pulumi.ComponentResource {
    /** Client id of the app in the browser. */
    readonly clientId: pulumi.Output<string>;

    /** Client id that the API exchanges tokens with. */
    readonly apiClientId: pulumi.Output<string>;

    /** Client secret that the API exchanges tokens with. */
    readonly apiClientSecret: pulumi.Output<string>;

    constructor(name: string, args: SpaClientArgs, opts?: pulumi.ComponentResourceOptions) {
        super("microsoft-connection:index:SpaClient", name, {}, opts);
        const { api, asFound, hooks, myAccountApis, protect = false } = args;
        const { description = mark(args.owningStack) } = args;
        const options: pulumi.CustomResourceOptions = {
            parent: this,
            protect,
            aliases: adoptable,
            hooks: { beforeCreate: hooks.notThereYet },
        };

        const app = new auth0.Client(
            `${name}-spa`,
            {
                name: args.clientName,
                description,
                appType: "spa",
                isFirstParty: true,
                oidcConformant: true,
                callbacks: [...args.callbacks],
                allowedLogoutUrls: [...(args.logoutUrls ?? [])],
                webOrigins: [...args.webOrigins],
                // The browser may read the My Account API's answers only so (Auth0, "My Account API").
                allowedOrigins: [...args.webOrigins],
                crossOriginAuth: true,
                grantTypes: ["authorization_code", "refresh_token"],
                jwtConfiguration: { alg: "RS256" },
                refreshToken: rotating(
                    myAccountApis.map(({ audience }) => audience),
                    refreshTokenLifetime,
                ),
            },
            { ...options, ignoreChanges: asFoundOf("client", asFound) },
        );

        const resourceServer = new auth0.ResourceServer(
            `${name}-api`,
            {
                name: api.name,
                identifier: api.identifier,
                signingAlg: "RS256",
                // The app's refresh token is issued for this API and used for the My Account API too.
                allowOfflineAccess: true,
                skipConsentForVerifiableFirstPartyClients: true,
            },
            {
                ...options,
                ignoreChanges: asFoundOf("api", asFound),
                hooks: { ...options.hooks, onError: [hooks.retryKnownRefusals] },
            },
        );

        const scopes = Object.entries(api.scopes ?? {});
        if (scopes.length > 0) {
            new auth0.ResourceServerScopes(
                `${name}-api`,
                {
                    resourceServerIdentifier: resourceServer.identifier,
                    scopes: scopes
                        .map(([scope, text]) => ({ name: scope, description: text }))
                        .sort((one, other) => (one.name < other.name ? -1 : 1)),
                },
                { parent: this, deletedWith: resourceServer },
            );
        }

        const apiClient = new auth0.Client(
            `${name}-api`,
            {
                name: `${api.name} (token exchange)`,
                description,
                appType: "resource_server",
                resourceServerIdentifier: resourceServer.identifier,
                isFirstParty: true,
                oidcConformant: true,
                grantTypes: [tokenVaultGrantType],
            },
            {
                ...options,
                ignoreChanges: asFoundOf("apiClient", asFound),
                // The provider sends the identifier on create only: a changed one would leave the client with the API that is gone.
                replaceOnChanges: ["resourceServerIdentifier"],
            },
        );

        const credentials = new auth0.ClientCredentials(
            `${name}-api`,
            { clientId: apiClient.clientId, authenticationMethod: "client_secret_post" },
            { parent: this, deletedWith: apiClient, ignoreChanges: asFoundOf("apiCredentials", asFound) },
        );

        myAccountGrants(name, app.clientId, myAccountApis, { parent: this, hooks, asFound });

        this.clientId = app.clientId;
        this.apiClientId = apiClient.clientId;
        this.apiClientSecret = credentials.clientSecret;
        this.registerOutputs({ clientId: this.clientId, apiClientId: this.apiClientId });
    }
}
