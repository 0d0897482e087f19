import type { Settings } from "../../stacks/settings/settings.ts";
import { dayOf, daysText, wholeDays } from "./days.ts";
import { lineDiff } from "./line-diff.ts";
import { isChange, type Rotation } from "./rotate.ts";
import type { RemoveSlot, RenewSlot, SlotChange } from "./slot-change.ts";

export interface ShownRotation extends Pick<Rotation, "plans" | "text"> {
    readonly stack: string;

    /** Text of the stack file before. */
    readonly before: string;
    readonly settings: Settings;
    readonly now: Date;

    /** Whether the file is left as it is. */
    readonly dryRun: boolean;
}

/** What changes in the stack file, what the next `pulumi up` will do, and what to do now. */
export function rotationText(rotation: ShownRotation): string {
    const { before, dryRun, plans, stack, text } = rotation;
    const remarks = plans.flatMap((plan) => (plan.kind === "done" ? [`${plan.connection}: ${plan.text}.`] : []));
    const changes = plans.filter(isChange);
    if (changes.length === 0) {
        return [`Stack ${stack}: nothing changes.`, ...remarks.map((remark) => `  ${remark}`)].join("\n");
    }
    return [
        `Stack ${stack}: Pulumi.${stack}.yaml ${dryRun ? "would be changed" : "is changed"}`,
        ...lineDiff(before, text),
        "",
        ...changes.flatMap((change) => [...stepsOf(change, rotation), ""]),
        ...remarks,
        dryRun ? "Nothing was written: this was --dry-run." : nextSteps(stack),
    ].join("\n");
}

function stepsOf(change: SlotChange, rotation: ShownRotation): string[] {
    if (change.kind === "remove") return removal(change, rotation);
    const { former } = change;
    return former === undefined ? firstSlot(change, rotation) : renewal({ ...change, former }, rotation);
}

/** After an adoption the secret in use is one that people made, and people remove it. */
function firstSlot({ after, connection, leaked, slot }: RenewSlot, { settings }: ShownRotation): string[] {
    return [
        `${named(connection, settings)}: slot ${slot} is added and becomes active, in place of the secret that it was adopted with`,
        `  slot ${slot} from now:  issued ${after.issued}, ends ${after.ends}, active`,
        `What the next \`pulumi up\` does, with ${connection} usable at every moment:`,
        ...numbered([
            `makes a client secret for slot ${slot} at Microsoft; an app for personal accounts holds two, so one that nothing uses may have to go first`,
            "tries it at Microsoft's token endpoint until it is accepted: some seconds as a rule, two minutes at most",
            `gives it to ${users(connection, settings)}; refused before, all goes on with the secret it has`,
        ]),
        `There is no way back to the former secret: nobody here knows it. It stays at Microsoft until it is removed there: Entra admin centre, App registrations, Certificates & secrets${leaked ? "; it leaked, so do that as soon as the new one is live" : ""}.`,
    ];
}

function renewal(
    change: RenewSlot & { readonly former: NonNullable<RenewSlot["former"]> },
    { now, settings, stack }: ShownRotation,
): string[] {
    const { after, before, connection, endsEarly, former, leaked, slot } = change;
    const left = wholeDays(now, former.ends);
    const stays = left < 0 ? `ended on ${dayOf(former.ends)}` : `valid until ${dayOf(former.ends)} (${daysText(left)})`;
    return [
        `${named(connection, settings)}: slot ${slot} is ${before === undefined ? "added" : "renewed"} and becomes active`,
        ...(before === undefined
            ? []
            : [`  slot ${slot} until now: issued ${before.issued}, ends ${dayOf(before.ends)}`]),
        `  slot ${slot} from now:  issued ${after.issued}, ends ${after.ends}${endsEarly ? ` (apart from slot ${former.slot})` : ""}, active`,
        `  slot ${former.slot} stays as it is: issued ${former.issued}, ${stays}`,
        `What the next \`pulumi up\` does, with ${connection} usable at every moment:`,
        ...numbered([
            ...(before === undefined
                ? [`makes a client secret for slot ${slot} at Microsoft`]
                : [
                      `removes the secret of slot ${slot}, which nothing uses, and makes another (two at most at a time)`,
                  ]),
            "tries it at Microsoft's token endpoint until it is accepted: some seconds as a rule, two minutes at most",
            `gives it to ${users(connection, settings)}; refused before, all goes on with slot ${former.slot}`,
        ]),
        leaked
            ? `Then run this again: it removes slot ${former.slot}, which leaked and works until it is removed.`
            : `The way back: set active: ${former.slot} and deploy${left < 0 ? "; not before slot ".concat(former.slot, " is renewed, it has ended") : ""}.`,
        ...(leaked ? [`  npm run rotate -- --stack ${stack} --compromised`] : []),
    ];
}

function removal({ active, before, connection, slot }: RemoveSlot, { settings }: ShownRotation): string[] {
    return [
        `${named(connection, settings)}: slot ${slot} (issued ${before.issued}), which leaked, is removed`,
        `What the next \`pulumi up\` does:`,
        ...numbered([
            `removes the secret of slot ${slot} at Microsoft: from then on whoever has it can do nothing with it`,
        ]),
        `Slot ${active.slot} goes on, until ${dayOf(active.ends)}; the next rotation adds slot ${slot} again.`,
    ];
}

function numbered(steps: readonly string[]): string[] {
    return steps.map((step, index) => `  ${index + 1}. ${step}`);
}

function named(connection: string, { connections }: Settings): string {
    const name = connections[connection]?.name ?? connection;
    return name === connection ? connection : `${connection} (${name})`;
}

/** The connections that use a connection's app registration, its own first. */
function users(connection: string, { connections }: Settings): string {
    const sharing = Object.entries(connections).filter(([, { appRegistration }]) => appRegistration === connection);
    const all = [connection, ...sharing.map(([key]) => key)];
    return all.length === 1 ? `connection ${connection}` : `connections ${all.join(", ")}, which share it`;
}

function nextSteps(stack: string): string {
    return [
        "Nothing is deployed: the change goes through review.",
        `  git diff Pulumi.${stack}.yaml`,
        `  pulumi preview --stack ${stack}`,
        `  pulumi up --stack ${stack}`,
    ].join("\n");
}
