import type { ConnectionSettings, SecretSlot, SecretSlotName } from "../../stacks/settings/settings.ts";
import { dayOf, daysLater } from "./days.ts";
import { type EndRules, firstDayThatFits, newEnd } from "./new-end.ts";
import { otherSlot, type SlotChange } from "./slot-change.ts";

/** What to do about a connection: change its slots; nothing, because; it cannot be, because. */
export type Plan = SlotChange | Remark;

export interface Remark {
    readonly kind: "done" | "impossible";

    /** Key of the connection. */
    readonly connection: string;
    readonly text: string;
}

export interface RotationCase {
    readonly stack: string;
    readonly connection: string;
    readonly settings: ConnectionSettings;

    /** `YYYY-MM-DD`, UTC. */
    readonly today: string;
    readonly rules: EndRules;

    /** Asked for with `--compromised`. */
    readonly compromised: boolean;

    /** The slot that the stack file marks as leaked. */
    readonly marked: SecretSlotName | undefined;

    /** Whether the stack is deployed with this slot of this generation as the active one. */
    readonly isLive: (slot: SecretSlotName, issued: string) => boolean;
}

/** Decides how a connection's client secret rotates. */
export function planRotation(rotation: RotationCase): Plan {
    const { compromised, connection, marked, settings, stack } = rotation;
    const { appRegistration, clientSecret } = settings;
    if (clientSecret === undefined) {
        return impossible(connection, `it shares the client secret of ${appRegistration}: rotate that`);
    }
    if (clientSecret.active === "existing") return firstSlot(rotation);
    const { active, slots } = clientSecret;
    const current = slots[active];
    if (current === undefined) return impossible(connection, `slot ${active} is active and not declared`);
    const former = slots[otherSlot(active)];

    if (marked !== undefined && marked !== active && former !== undefined) {
        if (!compromised) {
            return impossible(
                connection,
                `slot ${marked} is marked as leaked and still there; remove it first: npm run rotate -- --stack ${stack} --compromised`,
            );
        }
        return removal(rotation, { slot: active, ...current }, former);
    }
    return renewal(rotation, { slot: active, ...current }, former);
}

type NamedSlot = SecretSlot & { readonly slot: SecretSlotName };

/** The second step of `--compromised`; before the first is deployed the engine refuses it, for the leaked slot is protected. */
function removal({ connection, isLive, stack }: RotationCase, active: NamedSlot, leaked: SecretSlot): Plan {
    const { issued, slot } = active;
    if (isLive(slot, issued)) return { kind: "remove", connection, slot: otherSlot(slot), before: leaked, active };
    return done(
        connection,
        `the first step is written and not deployed: slot ${slot} (issued ${issued}) is not the one in use yet. Deploy it, then run this again to remove slot ${otherSlot(slot)}: pulumi up --stack ${stack}`,
    );
}

/** The first rotation after an adoption: nothing is known of the secret in use, so a slot is added beside it. */
function firstSlot({ compromised, connection, rules, today }: RotationCase): Plan {
    return {
        kind: "renew",
        connection,
        slot: "a",
        after: { issued: today, ends: daysLater(today, rules.lifetimeDays) },
        endsEarly: false,
        before: undefined,
        former: undefined,
        leaked: compromised,
    };
}

function renewal(rotation: RotationCase, active: NamedSlot, before: SecretSlot | undefined): Plan {
    const { compromised, connection, marked, rules, today } = rotation;
    const slot = otherSlot(active.slot);
    if (!compromised && active.issued === today && before !== undefined) {
        return done(connection, `slot ${active.slot} was issued today and is active: nothing to renew until tomorrow`);
    }
    if (before?.issued === today) {
        return impossible(
            connection,
            `slot ${slot} was issued today already, and a day names one secret; to use it, set active: ${slot}; to make another, wait until tomorrow (UTC)`,
        );
    }
    const ends = newEnd(today, active.ends, rules);
    if (ends === undefined) {
        const { apartDays, lifetimeDays } = rules;
        return impossible(
            connection,
            `no end fits for a secret issued on ${today}: it may last ${lifetimeDays} days and has to end ${apartDays} days from slot ${active.slot}, which ends ${dayOf(active.ends)}. From ${firstDayThatFits(active.ends, rules)} on there is one; or let secretLifetimeDays, or the policy client-secrets-end-apart, allow more`,
        );
    }
    const endsEarly = ends < daysLater(today, rules.lifetimeDays);
    const leaked = compromised || marked === active.slot;
    return {
        kind: "renew",
        connection,
        slot,
        after: { issued: today, ends },
        endsEarly,
        before,
        former: active,
        leaked,
    };
}

function done(connection: string, text: string): Remark {
    return { kind: "done", connection, text };
}

function impossible(connection: string, text: string): Remark {
    return { kind: "impossible", connection, text };
}
