import type { Diagnosis } from "./diagnosis.ts";
import { holderText, type LockHolder } from "./lock.ts";

/** What a repair found, and what became of it; no secret is in here. */
export interface Repair {
    readonly stack: string;

    /** Who held the stack's lock, without an engine of theirs being known to live. */
    readonly locks: readonly LockHolder[];
    readonly diagnosis: Diagnosis;

    /** `shown`: it was only to be shown. */
    readonly outcome: "healthy" | "repaired" | "shown" | "not agreed";
}

type Findings = Pick<Repair, "stack" | "locks" | "diagnosis">;

/** What was found, for people; empty where there is nothing. */
export function findingsText({ diagnosis, locks, stack }: Findings): string {
    const lines = sections.flatMap(({ items, title }) => {
        const found = items({ diagnosis, locks, stack });
        return found.length === 0 ? [] : [title, ...found.map((item) => `  ${item}`)];
    });
    return lines.join("\n");
}

interface Section {
    readonly title: string;
    readonly items: (found: Findings) => readonly string[];
}

/** What there may be, in the order in which it is done. */
const sections: readonly Section[] = [
    {
        title: "Locked by an engine that is not known to live; the lock is opened:",
        items: ({ locks }) => locks.map(holderText),
    },
    {
        title: "Was being changed or deleted; the state gets what is true of it:",
        items: ({ diagnosis }) => diagnosis.settles.map(shortUrn),
    },
    {
        title: "Is in the state and exists no more; the state gets what is true of it:",
        items: ({ diagnosis }) => diagnosis.gone.map(shortUrn),
    },
    {
        title: "Exists, is this stack's and is not in its state; it is taken into the state:",
        items: ({ diagnosis }) => diagnosis.takes.map(({ what }) => what),
    },
    {
        title: "Was being made, says the state; that note goes:",
        items: ({ diagnosis }) => diagnosis.forgets,
    },
    {
        title: "Client secrets that nobody knows; they are removed:",
        items: ({ diagnosis }) => diagnosis.secrets.map(({ what }) => what),
    },
    {
        title: "This stack made it, its state does not have it, and nothing uses it; it is removed:",
        items: ({ diagnosis }) => diagnosis.removes.map(({ what }) => what),
    },
    {
        title: "For you to see to:",
        items: ({ diagnosis }) => diagnosis.left,
    },
];

/** What a person is asked to agree to. */
export function questionText({ diagnosis, locks, stack }: Findings): string {
    const { forgets, gone, removes, secrets, settles, takes } = diagnosis;
    const unsettled = settles.length + gone.length;
    const counts = [
        [locks.length, "open the lock"],
        [unsettled, `settle ${unsettled} in the state`],
        [takes.length, `take ${takes.length} into the state`],
        [forgets.length, `forget ${forgets.length} ${forgets.length === 1 ? "creation" : "creations"}`],
        [secrets.length, `remove ${secrets.length} client ${secrets.length === 1 ? "secret" : "secrets"}`],
        [removes.length, `delete ${removes.length} that nothing uses`],
    ] as const;
    const words = counts.flatMap(([count, text]) => (count === 0 ? [] : [text]));
    return `Stack ${stack}: ${words.join(", ")}?`;
}

/** How it ended, and what comes next. */
export function outcomeText({ diagnosis, outcome, stack }: Repair): string {
    const next = `Next: pulumi up --stack ${stack}`;
    const left = diagnosis.left.length === 0 ? "" : " What is said above stays, for you to see to.";
    switch (outcome) {
        case "healthy":
            return `Stack ${stack} needs no repair: no lock, nothing under way, nothing made that its state does not have.${left}`;
        case "repaired":
            return `Stack ${stack} is repaired.${left} ${next}; or, to take it down: pulumi destroy --stack ${stack}`;
        case "shown":
            return `Nothing was done: this was --dry-run. To do it: npm run repair -- --stack ${stack}`;
        case "not agreed":
            return "Nothing was done. To agree without being asked: --yes";
    }
}

function shortUrn(urn: string): string {
    const [, , types = "", ...name] = urn.split("::");
    return `${types.split(":").at(-1)} ${name.join("::")}`;
}
