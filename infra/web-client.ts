import * as pulumi from "@pulumi/pulumi";
import { asFoundOf, type ClientAsFound } from "../catalogue/as-found.ts";
import { type ClientAssertionAlgorithm, tokenVaultGrantType } from "../catalogue/auth0.ts";
import { adoptable } from "./adoptable.ts";
import * as auth0 from "./auth0-resources.ts";
import type { Hooks } from "./hooks.ts";
import { mark } from "./mark.ts";
import type { MyAccountApi } from "./my-account-api.ts";
import { myAccountGrants } from "./my-account-grants.ts";
import { publicKeyPem } from "./public-key.ts";
import { nonRotating, type RefreshTokenLifetime } from "./refresh-token.ts";
import { sorted } from "./sorted.ts";

export interface WebClientArgs {
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

    /**
     * Origins that may sign users in silently.
     * @default none
     */
    webOrigins?: readonly string[];

    /**
     * How the app proves itself to Auth0.
     * @default "client_secret_post"
     */
    authentication?: "client_secret_post" | "client_secret_basic" | "private_key_jwt";

    /**
     * `private_key_jwt`: the public keys of the pairs whose private keys only the app has, as PEM or as a JWK in JSON. A second one is
     * taken in before the first is let go.
     * @default none
     */
    publicKeys?: readonly PublicKey[];

    /**
     * When its refresh tokens end.
     * @default they do not end
     */
    refreshToken?: RefreshTokenLifetime | undefined;

    /** The My Account API of each domain. */
    myAccountApis: readonly MyAccountApi[];

    /**
     * Refuses to delete or replace it; a replacement has another client id.
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

export interface PublicKey {
    /** What people call the key. */
    readonly name: string;

    readonly key: string;

    /** What the app signs with. */
    readonly algorithm: ClientAssertionAlgorithm;
}

/** A web app with a back end: it exchanges its refresh token for a Microsoft Graph token. */
export class WebClient extends pulumi.ComponentResource {
    readonly clientId: pulumi.Output<string>;

    /** None with `private_key_jwt`. */
    readonly clientSecret?: pulumi.Output<string>;

    constructor(name: string, args: WebClientArgs, opts?: pulumi.ComponentResourceOptions) {
        super("microsoft-connection:index:WebClient", name, {}, opts);
        const { asFound, hooks, myAccountApis } = args;

        const client = new auth0.Client(
            name,
            {
                name: args.clientName,
                description: args.description ?? mark(args.owningStack),
                appType: "regular_web",
                isFirstParty: true,
                // Auth0's default is false, and Token Vault asks for true.
                oidcConformant: true,
                callbacks: [...args.callbacks],
                allowedLogoutUrls: [...(args.logoutUrls ?? [])],
                webOrigins: [...(args.webOrigins ?? [])],
                grantTypes: sorted(["authorization_code", "refresh_token", tokenVaultGrantType]),
                jwtConfiguration: { alg: "RS256" },
                refreshToken: nonRotating(
                    myAccountApis.map(({ audience }) => audience),
                    args.refreshToken,
                ),
            },
            {
                parent: this,
                protect: args.protect ?? false,
                aliases: adoptable,
                ignoreChanges: asFoundOf("client", asFound),
                hooks: { beforeCreate: hooks.notThereYet },
            },
        );

        const credentials = new auth0.ClientCredentials(
            name,
            { clientId: client.clientId, ...proof(args) },
            { parent: this, deletedWith: client },
        );

        myAccountGrants(name, client.clientId, myAccountApis, { parent: this, hooks, asFound });

        this.clientId = client.clientId;
        if (args.authentication !== "private_key_jwt") this.clientSecret = credentials.clientSecret;
        this.registerOutputs({ clientId: this.clientId });
    }
}

function proof({ authentication = "client_secret_post", publicKeys = [] }: WebClientArgs) {
    if (authentication !== "private_key_jwt") return { authenticationMethod: authentication };
    const credentials = publicKeys.map(({ name, key, algorithm }) => ({
        credentialType: "public_key",
        name,
        pem: pemOf(name, key),
        algorithm,
    }));
    return { authenticationMethod: authentication, privateKeyJwt: { credentials } };
}

function pemOf(name: string, key: string): string {
    const pem = publicKeyPem(key);
    if (pem === undefined) throw new Error(`expected a public RSA key of 2048 bits or more under the name "${name}"`);
    return pem;
}
