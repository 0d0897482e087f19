import * as pulumi from "@pulumi/pulumi";
import { formerNames } from "./adoptable.ts";
import { type Connection, ConnectionClient, ConnectionClients } from "./auth0-resources.ts";
import type { Hooks } from "./hooks.ts";
import { sorted } from "./sorted.ts";

/**
 * Who decides which clients a connection is enabled for.
 *
 * `additive`: the clients linked here are added to those that others linked. `exclusive`: the clients linked here are the only ones.
 * `handover`: both at once, the step between the two. Each `pulumi up` on the way only takes up what is linked already, or lets go
 * of it without unlinking; nobody is unlinked before `exclusive`, which takes out those that are not linked here.
 */
export type Linking =
    | { readonly mode: "additive" | "exclusive" }
    | {
          readonly mode: "handover";

          /** Id of the connection, which has to be there. */
          readonly connectionId: string;
      };

/** A client to link. */
export interface LinkedClient {
    /** Logical name; a change unlinks and links again, unless the old one is among the former names. */
    readonly name: string;

    readonly clientId: pulumi.Input<string>;

    /**
     * Names it had before.
     * @default none
     */
    readonly formerNames?: readonly string[];
}

export interface ConnectionLinksArgs {
    connection: Connection;
    linking: Linking;
    clients: readonly LinkedClient[];

    /**
     * Names of the connection before.
     * @default none
     */
    formerNames?: readonly string[];

    hooks: Hooks;
}

/** The clients that a connection is enabled for. */
export class ConnectionLinks extends pulumi.ComponentResource {
    constructor(name: string, args: ConnectionLinksArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const former = args.formerNames ?? [];
        super("microsoft-connection:index:ConnectionLinks", name, {}, { ...opts, aliases: formerNames(former) });
        const { clients, connection, linking } = args;

        if (linking.mode !== "exclusive") {
            for (const client of clients) {
                new ConnectionClient(
                    `${name}/${client.name}`,
                    { connectionId: connection.id, clientId: client.clientId },
                    {
                        parent: this,
                        deletedWith: connection,
                        deleteBeforeReplace: true,
                        retainOnDelete: linking.mode === "handover",
                        aliases: formerNames(formerLinks(name, former, client)),
                    },
                );
            }
        }

        if (linking.mode !== "additive") {
            new ConnectionClients(
                name,
                {
                    connectionId: connection.id,
                    enabledClients: pulumi.all(clients.map(({ clientId }) => clientId)).apply(sorted),
                },
                {
                    parent: this,
                    deletedWith: connection,
                    // Deleting the list would unlink everyone on it, also those that single links have just taken up.
                    retainOnDelete: true,
                    ...(linking.mode === "handover"
                        ? { import: linking.connectionId, ignoreChanges: ["enabledClients"] }
                        : { hooks: { beforeCreate: [args.hooks.handOverFirst] } }),
                },
            );
        }

        this.registerOutputs();
    }
}

/** Every name that a link had under former names of the connection and of the client. */
function formerLinks(connection: string, formerConnections: readonly string[], client: LinkedClient): string[] {
    const clients = [client.name, ...(client.formerNames ?? [])];
    const names = [connection, ...formerConnections].flatMap((one) => clients.map((other) => `${one}/${other}`));
    return names.slice(1);
}
