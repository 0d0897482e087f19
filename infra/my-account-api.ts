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

    hooks: Hooks;
}

/**
 * The My Account API, where users connect their accounts. The tenant keeps it when the stack or the domain goes, because other apps may
 * use it; protection would add nothing but a refusal at the end of a move from one domain to another.
 */
export function myAccountApi(domain: string, { mode, hooks }: MyAccountApiArgs): MyAccountApi {
    const audience = myAccountAudience(domain);
    if (mode === "adopt") return { domain, audience };

    const resource = new ResourceServer(
        `my-account/${domain}`,
        { identifier: audience, name: myAccountApiName },
        {
            retainOnDelete: true,
            aliases: adoptable,
            hooks: { beforeCreate: hooks.notThereYet, onError: [hooks.retryKnownRefusals] },
        },
    );
    return { domain, audience, resource };
}
