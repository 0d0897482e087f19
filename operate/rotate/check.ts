import type { SecretSlotName, Settings } from "../../stacks/settings/settings.ts";
import { wholeDays } from "./days.ts";
import { markedSlot } from "./leaked-mark.ts";
import { otherSlot } from "./slot-change.ts";
import { dueOf, mostUrgent, type Urgency, urgencyOf } from "./urgency.ts";

export interface CheckArgs {
    readonly stack: string;

    /** Text of the stack file. */
    readonly text: string;
    readonly settings: Settings;
    readonly now: Date;

    /** @default as `dueOf` says */
    readonly soonDays?: number | undefined;
}

/** How long a stack's client secrets have. */
export interface StackCheck {
    readonly stack: string;
    readonly urgency: Urgency;
    readonly connections: readonly ConnectionCheck[];
}

export interface ConnectionCheck {
    /** Key of the connection. */
    readonly connection: string;
    readonly urgency: Urgency;
    readonly slots: readonly SlotCheck[];

    /** The command that mends it, where something is due. */
    readonly due?: string;

    /** What is good to know, a sentence each. */
    readonly notes: readonly string[];
}

export interface SlotCheck {
    readonly slot: SecretSlotName;
    readonly active: boolean;
    readonly issued: string;
    readonly ends: string;

    /** Whole days; less than 0 after the end. */
    readonly daysLeft: number;
}

/**
 * Looks at the settings alone. The active slot decides: nobody gets in when it ends. The idle one is the way back after a rotation, and that
 * it ends meanwhile is how things go. A slot that leaked and is still there is late at any time.
 */
export function checkStack({ now, settings, soonDays, stack, text }: CheckArgs): StackCheck {
    const due = dueOf(settings.secretLifetimeDays, soonDays);
    const connections = Object.entries(settings.connections).flatMap(([connection, { clientSecret }]) => {
        if (clientSecret?.active === "existing") return [adopted(stack, connection)];
        const active = clientSecret?.slots[clientSecret.active];
        if (clientSecret === undefined || active === undefined) return [];
        const slots = slotsOf(clientSecret.slots, clientSecret.active, now);
        const leaked = markedSlot(text, connection);
        const isLeaking = leaked !== undefined && clientSecret.slots[leaked] !== undefined;
        const urgency = mostUrgent([urgencyOf(active.ends, now, due), ...(isLeaking ? (["late"] as const) : [])]);
        const command = `npm run rotate -- --stack ${stack} --connection ${connection}${isLeaking ? " --compromised" : ""}`;
        return [
            {
                connection,
                urgency,
                slots,
                ...(urgency === "fine" ? {} : { due: command }),
                notes: [...(isLeaking ? [`slot ${leaked} leaked and is still there`] : []), ...notesOn(slots)],
            },
        ];
    });
    return { stack, urgency: mostUrgent(connections.map(({ urgency }) => urgency)), connections };
}

/** Soon due at any time: only Microsoft knows when the secret ends. */
function adopted(stack: string, connection: string): ConnectionCheck {
    return {
        connection,
        urgency: "soon",
        slots: [],
        due: `npm run rotate -- --stack ${stack} --connection ${connection}`,
        notes: ["it keeps the secret that it was adopted with, whose end only Microsoft knows: a rotation adds slot a"],
    };
}

function slotsOf(
    slots: Readonly<Partial<Record<SecretSlotName, { issued: string; ends: string }>>>,
    active: string,
    now: Date,
) {
    return (["a", "b"] as const).flatMap((slot): SlotCheck[] => {
        const generation = slots[slot];
        if (generation === undefined) return [];
        return [{ slot, active: slot === active, ...generation, daysLeft: wholeDays(now, generation.ends) }];
    });
}

function notesOn(slots: readonly SlotCheck[]): string[] {
    const active = slots.find((slot) => slot.active);
    const idle = slots.find((slot) => !slot.active);
    if (active === undefined) return [];
    if (idle === undefined) return [`one slot only: the first rotation adds slot ${otherSlot(active.slot)}`];
    return idle.daysLeft < 0 ? [`slot ${idle.slot} has ended: no way back to it, and nothing is due for it`] : [];
}
