import type * as pulumi from "@pulumi/pulumi";
import { myAccountApiName } from "../catalogue/auth0.ts";
import { adoptable } from "./adoptable.ts";
import { myAccountAudience } from "./auth0-domains.ts";
import { ResourceServer } from "./auth0-resources.ts";
import type { Hooks } from "./hooks.ts";

/** The My Account API under one domain. */
export interface MyAccountApi {
    /** Domain it belongs to. */
    readonly domain: string;

    /** Its identifier: the audience of grants, policies and tokens. */
    readonly audience: string;

    /** The API, where this program declares it. */
    readonly resource?: ResourceServer;
}

export interface MyAccountApiArgs {
    /** `create` declares the API; `adopt` takes the one that the tenant has, which nothing here changes. */
    mode: "create" | "adopt";

    /**
     * Refuses to delete or replace it.
     * @default false
     */
    protect?: boolean;

    hooks: Hooks;
}

/** The My Account API, where users connect their accounts. The tenant keeps it when the stack goes, because other apps may use it. */
export function myAccountApi(domain: string, { mode, protect = false, hooks }: MyAccountApiArgs): MyAccountApi {
    const audience = myAccountAudience(domain);
    if (mode === "adopt") return { domain, audience };

    const options: pulumi.CustomResourceOptions = {
        protect,
        retainOnDelete: true,
        aliases: adoptable,
        hooks: { beforeCreate: [hooks.notThereYet] },
    };
    const resource = new ResourceServer(
        `my-account/${domain}`,
        { identifier: audience, name: myAccountApiName },
        options,
    );
    return { domain, audience, resource };
}
