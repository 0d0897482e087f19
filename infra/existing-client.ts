import * as pulumi from "@pulumi/pulumi";
import type { ClientAsFound } from "../catalogue/as-found.ts";
import type { Hooks } from "./hooks.ts";
import type { MyAccountApi } from "./my-account-api.ts";
import { myAccountGrants } from "./my-account-grants.ts";

export interface ExistingClientArgs {
    /** Its client id. */
    clientId: string;

    /** The My Account API of each domain. */
    myAccountApis: readonly MyAccountApi[];

    /**
     * Properties of its grant that stay as they were found when it was adopted.
     * @default none: everything is managed
     */
    asFound?: readonly ClientAsFound[];

    hooks: Hooks;
}

/** An app that is declared elsewhere: it is let in to the My Account API, and nothing of the app itself is touched. */
export class ExistingClient extends pulumi.ComponentResource {
    readonly clientId: pulumi.Output<string>;

    constructor(name: string, args: ExistingClientArgs, opts?: pulumi.ComponentResourceOptions) {
        super("microsoft-connection:index:ExistingClient", name, {}, opts);

        myAccountGrants(name, args.clientId, args.myAccountApis, {
            parent: this,
            hooks: args.hooks,
            asFound: args.asFound,
        });

        this.clientId = pulumi.output(args.clientId);
        this.registerOutputs({ clientId: this.clientId });
    }
}
