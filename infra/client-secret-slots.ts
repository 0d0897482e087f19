import * as pulumi from "@pulumi/pulumi";
import { type Application, ApplicationPassword } from "./azuread-resources.ts";
import { slotDisplayName } from "./slot-name.ts";

/** Name of one of an app registration's two client secrets. */
export type SlotName = "a" | "b";

/** A client secret's generation. */
export interface SecretSlot {
    /** Day it is made, `YYYY-MM-DD`. A change replaces the secret. */
    readonly issued: string;

    /** Moment it ends, in whole seconds and UTC: `2027-03-01T00:00:00Z`. A change replaces the secret. */
    readonly ends: string;
}

/** The client secrets of an app registration, and which of them is used. */
export interface ClientSecretSlots {
    /** `existing`: the secret that Auth0's connection has, which no slot made. */
    readonly active: SlotName | "existing";

    /**
     * With `existing`: what the connection has.
     * @default none
     */
    readonly existing?: pulumi.Input<string>;

    readonly slots: Readonly<Partial<Record<SlotName, SecretSlot>>>;
}

export interface ClientSecretOptions {
    readonly parent: pulumi.Resource;
    readonly retry: pulumi.ErrorHook;

    /** Runs before a secret is made. */
    readonly removeLeftovers: pulumi.ResourceHook;

    /**
     * What uses the active secret. An idle slot comes after it, so that the one which was active until now stays protected until all
     * of these have the other: a rotation that ended half-way leaves no way to renew the secret that is still in use.
     * @default nothing
     */
    readonly usedBy?: pulumi.Input<pulumi.Resource[]> | undefined;
}

/**
 * One client secret per declared slot; gives the active one. The active slot is protected: renewing it in place is refused, renewing
 * the idle one and making it active passes, because the engine refuses only what was protected and is to stay so.
 */
export function clientSecret(
    name: string,
    { active, existing, slots }: ClientSecretSlots,
    application: Application,
    { parent, removeLeftovers, retry, usedBy = [] }: ClientSecretOptions,
): pulumi.Output<string> {
    const passwords = Object.entries(slots).map(([slot, { issued, ends }]) => {
        const password = new ApplicationPassword(
            `${name}-${slot}`,
            {
                applicationId: application.id,
                // Every input of a password replaces it, so there is nothing in here but the slot and its generation.
                displayName: slotDisplayName(slot as SlotName, issued),
                endDate: ends,
                rotateWhenChanged: { issued },
            },
            {
                parent,
                // An app for personal accounts holds two secrets at most.
                deleteBeforeReplace: true,
                deletedWith: application,
                protect: slot === active,
                ...(slot === active ? {} : { dependsOn: usedBy }),
                hooks: { beforeCreate: [removeLeftovers], onError: [retry] },
            },
        );
        return { slot, password };
    });

    // Neither Auth0's provider nor the engine knows that it is a secret.
    if (active === "existing" && existing !== undefined) return pulumi.secret(pulumi.output(existing));

    const used = passwords.find(({ slot }) => slot === active);
    if (used === undefined) {
        throw new Error(
            active === "existing"
                ? `${name}: the existing secret is active and was not looked up`
                : `${name}: slot "${active}" is active and not declared; declared: ${Object.keys(slots).join(", ") || "none"}`,
        );
    }
    return used.password.value;
}
