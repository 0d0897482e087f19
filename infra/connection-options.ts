import type * as pulumi from "@pulumi/pulumi";
import type { MicrosoftStrategy } from "../catalogue/auth0.ts";
import type { ConnectionArgs } from "./auth0-resources.ts";
import { windowsliveOptions } from "./scopes.ts";
import { sorted } from "./sorted.ts";

/** A value sent along to Microsoft: fixed, or copied from a parameter of the login request. */
export type UpstreamParam = { readonly value: string } | { readonly alias: string };

/** The side of a connection that faces Microsoft. */
export interface ConnectionOptionsArgs {
    /** `windowslive`: Microsoft accounts. `waad`: people of a directory. A change replaces the connection, which deletes its users. */
    strategy: MicrosoftStrategy;

    /** Microsoft Graph scopes by name. A `waad` connection cannot ask for them itself; its apps do at connect time. */
    scopes: readonly string[];

    /**
     * `waad`: domain of the directory.
     * @default any directory, with `commonEndpoint`
     */
    directory?: string | undefined;

    /**
     * `waad`: e-mail domains whose people are led here.
     * @default none
     */
    domainAliases?: readonly string[];

    /**
     * `waad`: people of any directory sign in, through Microsoft's common endpoint.
     * @default false
     */
    commonEndpoint?: boolean;

    /**
     * `waad`: address of the sign-in button's icon.
     * @default Auth0's own
     */
    iconUrl?: string | undefined;

    /**
     * `waad`: what Auth0 reads of a user, under Auth0's names.
     * @default ["basic_profile"]
     */
    attributes?: readonly string[];

    /**
     * `waad`: most groups that are read of a user.
     * @default Auth0's limit
     */
    maxGroups?: number | undefined;

    /**
     * `waad`: the claim that identifies a user. A change makes every user a new one.
     * @default "oid"
     */
    userIdAttribute?: "oid" | "sub";

    /**
     * `waad`: whether Microsoft's e-mail addresses are taken as verified.
     * @default "never_set_emails_as_verified"
     */
    emailVerification?: "never_set_emails_as_verified" | "always_set_emails_as_verified";

    /**
     * When a user's root attributes are taken over from Microsoft.
     * @default "on_each_login"
     */
    syncUserProfile?: "on_each_login" | "on_first_login" | "never_on_login";

    /**
     * Parameters sent along to Microsoft.
     * @default none
     */
    upstreamParams?: Readonly<Record<string, UpstreamParam>>;
}

/** Client id and secret of the app registration. */
export interface Credentials {
    readonly clientId: pulumi.Input<string>;
    readonly clientSecret: pulumi.Input<string>;
}

type Options = NonNullable<ConnectionArgs["options"]>;

/** A connection's options, whole: Auth0 replaces all of them on every update, and what is left out is gone. */
export function connectionOptions(args: ConnectionOptionsArgs, { clientId, clientSecret }: Credentials): Options {
    return {
        clientId,
        clientSecret,
        // Version 1 of both strategies is Microsoft's retired login.
        strategyVersion: 2,
        setUserRootAttributes: args.syncUserProfile ?? "on_each_login",
        ...upstream(args.upstreamParams ?? {}),
        ...(args.strategy === "waad" ? waad(args) : { scopes: windowsliveOptions(args.scopes) }),
    };
}

function waad(args: ConnectionOptionsArgs) {
    return {
        ...(args.directory === undefined ? {} : { domain: args.directory, tenantDomain: args.directory }),
        ...(args.iconUrl === undefined ? {} : { iconUrl: args.iconUrl }),
        // A string for the provider, though it is a number.
        ...(args.maxGroups === undefined ? {} : { maxGroupsToRetrieve: String(args.maxGroups) }),
        domainAliases: sorted(args.domainAliases ?? []),
        identityApi: "microsoft-identity-platform-v2.0",
        waadProtocol: "openid-connect",
        useWsfed: false,
        waadCommonEndpoint: args.commonEndpoint ?? false,
        userIdAttribute: args.userIdAttribute ?? "oid",
        scopes: sorted(args.attributes ?? ["basic_profile"]),
        shouldTrustEmailVerifiedConnection: args.emailVerification ?? "never_set_emails_as_verified",
    };
}

/** JSON as the provider reads it back, because it compares it as text: keys sorted, and Go's escapes. None at all instead of `{}`. */
function upstream(params: Readonly<Record<string, UpstreamParam>>) {
    const entries = sorted(Object.keys(params)).map((key) => [key, params[key]]);
    if (entries.length === 0) return {};
    const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return { upstreamParams: JSON.stringify(Object.fromEntries(entries)).replace(/[<>&\u2028\u2029]/g, escaped) };
}
