import * as pulumi from "@pulumi/pulumi";
import { asFoundOf, type ConnectionAsFound } from "../catalogue/as-found.ts";
import type { SignInAudience } from "../catalogue/microsoft.ts";
import { adoptable } from "./adoptable.ts";
import * as auth0 from "./auth0-resources.ts";
import { type ConnectionOptionsArgs, type Credentials, connectionOptions } from "./connection-options.ts";
import type { Hooks } from "./hooks.ts";
import { sorted } from "./sorted.ts";
import { type Patience, tryClientSecret } from "./try-client-secret.ts";

/** A connection as it is, as far as it is handed back. */
export interface ExistingConnection {
    readonly displayName?: string;
    readonly showAsButton?: boolean;
    readonly options?: Readonly<Record<string, unknown>>;
}

export interface MicrosoftConnectionArgs extends ConnectionOptionsArgs {
    /** Auth0's name of the connection, which apps pass as `connection`. A change replaces the connection, which deletes its users. */
    connectionName: string;

    /** Text on the sign-in button. */
    displayName: string;

    /** The app registration behind it: one of its own, or one that other connections use too. */
    registration: Credentials & {
        /** Accounts it is for. */
        readonly audience: SignInAudience;

        /** Directory (tenant) ID of the directory that holds it. */
        readonly tenantId: string;

        /** What has to be there before anyone can sign in. */
        readonly servicePrincipal: pulumi.Resource;
    };

    /**
     * Users sign in with it.
     * @default true
     */
    signIn?: boolean;

    /**
     * Linked apps get Microsoft Graph tokens for the user (Token Vault, "Connected Accounts").
     * @default true
     */
    tokenVault?: boolean;

    /**
     * `waad`: whether the sign-in page shows a button.
     * @default true
     */
    showAsButton?: boolean;

    /**
     * Ids of the Auth0 Organizations it is enabled for, by the name or id they are called in the settings.
     * @default none
     */
    organizations?: Readonly<Record<string, string>>;

    /**
     * Refuses to delete or replace the connection; both delete its users.
     * @default false
     */
    protect?: boolean;

    /**
     * Properties that stay as they were found when it was adopted.
     * @default none: everything is managed
     */
    asFound?: readonly ConnectionAsFound[];

    /**
     * What the connection has, for those properties.
     * @default there is no such connection: they are as the other arguments say
     */
    existing?: ExistingConnection | undefined;

    /**
     * How long a new client secret is waited for before the connection gets it.
     * @default two minutes, every three seconds
     */
    patience?: Patience | undefined;

    hooks: Hooks;
}

/** Auth0's connection to Microsoft. */
export class MicrosoftConnection extends pulumi.ComponentResource {
    /** The connection itself: what is linked to it is deleted with it. */
    readonly connection: auth0.Connection;

    /** Id that the Management API knows it by, `con_…`. */
    readonly connectionId: pulumi.Output<string>;

    constructor(name: string, args: MicrosoftConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
        super("microsoft-connection:index:MicrosoftConnection", name, {}, opts);
        const { hooks, organizations = {}, registration, signIn = true, tokenVault = true } = args;
        const tried = tryClientSecret(name, { ...registration, patience: args.patience }, this);

        this.connection = new auth0.Connection(
            name,
            withFound(asFoundOf("connection", args.asFound), args.existing, {
                // Without a name of ours the engine makes one up, and it can never be changed.
                name: args.connectionName,
                strategy: args.strategy,
                displayName: args.displayName,
                // Both are always written: leaving one out changes nothing in a connection that has it.
                authentication: { active: signIn },
                connectedAccounts: { active: tokenVault },
                ...(args.strategy === "waad" ? { showAsButton: args.showAsButton ?? true } : {}),
                options: connectionOptions(args, registration),
            }),
            {
                parent: this,
                protect: args.protect ?? false,
                dependsOn: [registration.servicePrincipal],
                aliases: adoptable,
                hooks: {
                    beforeCreate: [...hooks.notThereYet, tried],
                    beforeUpdate: [tried],
                    onError: [hooks.retryKnownRefusals],
                },
            },
        );

        for (const organization of sorted(Object.keys(organizations))) {
            const organizationId = organizations[organization];
            if (organizationId === undefined) continue;
            new auth0.OrganizationConnection(
                `${name}/${organization}`,
                { organizationId, connectionId: this.connection.id },
                {
                    parent: this,
                    deletedWith: this.connection,
                    deleteBeforeReplace: true,
                    // The provider would send a changed id as an update of what does not exist under it.
                    replaceOnChanges: ["organizationId", "connectionId"],
                },
            );
        }

        this.connectionId = this.connection.id;
        this.registerOutputs({ connectionId: this.connectionId });
    }
}

/** Handed back as it is, or left out where there is nothing; of a connection that is there, `ignoreChanges` would keep all options. */
function withFound(
    names: readonly string[],
    existing: ExistingConnection | undefined,
    args: auth0.ConnectionArgs,
): auth0.ConnectionArgs {
    // One that is yet to be made, in a rehearsal for one, has nothing to hand back.
    if (names.length === 0 || existing === undefined) return args;
    const found = (part: object, prefix: string, has: Readonly<Record<string, unknown>>) => {
        const own = names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
        const kept = Object.entries(part).filter(([name]) => !own.includes(name));
        const back = own.filter((name) => !isEmpty(has[name])).map((name) => [name, has[name]]);
        return Object.fromEntries([...kept, ...back]);
    };
    const top = { displayName: existing.displayName, showAsButton: existing.showAsButton };
    return {
        ...found(args, "", top),
        options: found(args.options ?? {}, "options.", existing.options ?? {}),
    } as unknown as auth0.ConnectionArgs;
}

/** What a provider's data source says where there is nothing. */
function isEmpty(value: unknown): boolean {
    return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
