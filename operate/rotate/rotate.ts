import type { ConnectionSettings, SecretSlotName, Settings } from "../../stacks/settings/settings.ts";
import { byHand } from "./by-hand.ts";
import { editedStackFile } from "./edit-stack-file.ts";
import { markedSlot } from "./leaked-mark.ts";
import type { PackDays } from "./pack-days.ts";
import { type Plan, planRotation } from "./plan-rotation.ts";
import type { SlotChange } from "./slot-change.ts";
import { stackFileSettings } from "./stack-file-settings.ts";
import { dueOf, urgencyOf } from "./urgency.ts";

export interface RotateArgs {
    readonly stack: string;

    /** Name of the Pulumi project. */
    readonly project: string;

    /** Text of the stack file. */
    readonly text: string;

    /** The settings in it. */
    readonly settings: Settings;

    /** The present; its day in UTC is the new secrets' day of issue. */
    readonly now: Date;

    readonly packDays: PackDays;

    /** Keys of connections. @default every one with a client secret of its own; with `compromised`, those that are half-way */
    readonly connections?: readonly string[] | undefined;

    /** Only those that are soon due, late or ended. @default false */
    readonly due?: boolean;

    /** From how many days left on one is soon due. @default as `dueOf` says */
    readonly soonDays?: number | undefined;

    /** The active secret is in the wrong hands. @default false */
    readonly compromised?: boolean;

    /** Asked for the second step of `compromised` only: whether the stack is deployed with this slot of this generation as the active one. */
    readonly isLive?: (connection: string, slot: SecretSlotName, issued: string) => boolean;
}

/** What comes of a rotation of one stack. */
export interface Rotation {
    readonly plans: readonly Plan[];

    /** Text of the stack file after it; the same where nothing changes. */
    readonly text: string;

    /** Why it cannot be, all reasons at once; where there is one, nothing is to be written. */
    readonly problems: readonly string[];
}

/** Rotates the client secrets in a stack file's text. */
export function rotate(args: RotateArgs): Rotation {
    const { settings, stack, text } = args;
    const keys = args.connections ?? defaultKeys(args);
    const known = Object.keys(settings.connections);
    const unknown = keys.filter((key) => !known.includes(key));
    if (unknown.length > 0) {
        const names = unknown.map((key) => `"${key}"`).join(", ");
        return { plans: [], text, problems: [`${stack} has no connection ${names}; it has: ${known.join(", ")}`] };
    }
    const chosen = Object.entries(settings.connections)
        .filter(([key]) => keys.includes(key))
        .filter(([key, connection]) => args.due !== true || isDue(key, connection, args));
    const plans = chosen.map(([key, connection]) => planFor(key, connection, args));
    const impossible = plans.flatMap((plan) =>
        plan.kind === "impossible" ? [`${plan.connection}: ${plan.text}`] : [],
    );
    if (impossible.length > 0) return { plans, text, problems: impossible };
    return { plans, ...edited(plans, args) };
}

function defaultKeys({ compromised = false, settings, text }: RotateArgs): string[] {
    const own = Object.entries(settings.connections).flatMap(([key, { clientSecret }]) =>
        clientSecret === undefined ? [] : [key],
    );
    const marked = own.filter((key) => markedSlot(text, key) !== undefined);
    return compromised && marked.length > 0 ? marked : own;
}

/** One that is half-way is due at any time: what is missing is told then. So is a secret whose end nobody here knows. */
function isDue(key: string, { clientSecret }: ConnectionSettings, args: RotateArgs): boolean {
    const { now, settings, soonDays, text } = args;
    if (markedSlot(text, key) !== undefined) return true;
    if (clientSecret === undefined || clientSecret.active === "existing") return clientSecret !== undefined;
    const active = clientSecret.slots[clientSecret.active];
    return active !== undefined && urgencyOf(active.ends, now, dueOf(settings.secretLifetimeDays, soonDays)) !== "fine";
}

function planFor(connection: string, settings: ConnectionSettings, args: RotateArgs): Plan {
    const { compromised = false, isLive = () => false, now, packDays, stack, text } = args;
    return planRotation({
        stack,
        connection,
        settings,
        today: now.toISOString().slice(0, 10),
        rules: {
            lifetimeDays: Math.min(args.settings.secretLifetimeDays, packDays.lifetime),
            apartDays: packDays.apart,
        },
        compromised,
        marked: markedSlot(text, connection),
        isLive: (slot, issued) => isLive(connection, slot, issued),
    });
}

/** The text with every change made, checked by the settings' own rules. */
function edited(plans: readonly Plan[], { project, settings, stack, text }: RotateArgs): Omit<Rotation, "plans"> {
    let changed = text;
    const problems: string[] = [];
    for (const change of plans.filter(isChange)) {
        const next = editedStackFile({ text: changed, stack, project }, change);
        if (next === undefined) problems.push(uneditable(change, settings));
        else changed = next;
    }
    if (problems.length > 0) return { text, problems };

    const wrong = stackFileSettings(changed, project).problems;
    if (wrong.length > 0) {
        return { text, problems: wrong.map(({ allowed, given, key }) => `${key}: ${given}; allowed: ${allowed}`) };
    }
    return { text: changed, problems };
}

function uneditable(change: SlotChange, { connections }: Settings): string {
    const secret = connections[change.connection]?.clientSecret;
    const lines = secret === undefined ? "" : byHand(change, secret);
    return `${change.connection}: the stack file is written so that these lines cannot be changed by themselves (an alias, a merged mapping, or JSON in a text). Write by hand:\n${lines}`;
}

export function isChange(plan: Plan): plan is SlotChange {
    return plan.kind === "renew" || plan.kind === "remove";
}
