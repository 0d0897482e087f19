import type { SecretSlot, SecretSlotName } from "../../stacks/settings/settings.ts";

/** A change of one connection's client secret in the stack file. */
export type SlotChange = RenewSlot | RemoveSlot;

/** The idle slot gets a new generation, or is added, and becomes the active one. */
export interface RenewSlot {
    readonly kind: "renew";

    /** Key of the connection. */
    readonly connection: string;
    readonly slot: SecretSlotName;

    /** What the slot is to hold: days, `YYYY-MM-DD`. */
    readonly after: SecretSlot;

    /** It ends before it has lasted as long as allowed, so that the two slots end apart. */
    readonly endsEarly: boolean;

    /** What it holds now. Undefined where the slot is added. */
    readonly before: SecretSlot | undefined;

    /** The slot that was active until now, and its generation. Undefined after an adoption: no slot made the secret that is in use. */
    readonly former: (SecretSlot & { readonly slot: SecretSlotName }) | undefined;

    /** The former slot's secret is in the wrong hands: it is to go once the new one is live. */
    readonly leaked: boolean;
}

/** A leaked slot goes; the other is live. */
export interface RemoveSlot {
    readonly kind: "remove";

    /** Key of the connection. */
    readonly connection: string;
    readonly slot: SecretSlotName;
    readonly before: SecretSlot;

    /** The slot that stays. */
    readonly active: SecretSlot & { readonly slot: SecretSlotName };
}

/** The other of the two slots. */
export function otherSlot(slot: SecretSlotName): SecretSlotName {
    return slot === "a" ? "b" : "a";
}
