import type { ConnectionCheck, StackCheck } from "./check.ts";
import { dayOf, daysText } from "./days.ts";

/** How long every slot has, and what is due: the most urgent word first in each line. */
export function checkText(stacks: readonly StackCheck[]): string {
    const blocks = stacks.map(({ connections, stack }) =>
        [
            `Stack ${stack}`,
            ...(connections.length === 0 ? ["  no client secret"] : connections.flatMap(connectionLines)),
        ].join("\n"),
    );
    const due = stacks.flatMap(({ connections }) => connections.flatMap(({ due }) => due ?? []));
    return [
        ...blocks,
        due.length === 0 ? "Nothing is due." : ["Due:", ...due.map((line) => `  ${line}`)].join("\n"),
    ].join("\n\n");
}

function connectionLines({ connection, notes, slots, urgency }: ConnectionCheck): string[] {
    return [
        `  ${urgency.padEnd(5)}  ${connection}`,
        ...slots.map(({ active, daysLeft, ends, issued, slot }) => {
            const left = daysLeft < 0 ? `ended on ${dayOf(ends)}` : `ends ${dayOf(ends)}, ${daysText(daysLeft)} left`;
            return `         slot ${slot}  ${(active ? "active" : "idle").padEnd(6)}  issued ${issued}, ${left}`;
        }),
        ...notes.map((note) => `         ${note}`),
    ];
}
