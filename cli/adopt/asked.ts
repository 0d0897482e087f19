import type { Choices } from "../../operate/adopt/look.ts";
import { PersonError } from "../person-error.ts";
import { severalOf } from "../rotate/several.ts";
import { stackNames } from "../stack-settings.ts";

/** What keys of the stack file stand for, from the arguments; fails for a person with everything that makes no sense. */
export function choicesOf(stack: string, rawArgs: readonly string[], projectFolder: string): Choices {
    const known = stackNames(projectFolder);
    const clients = pairsOf("client", rawArgs);
    const connections = pairsOf("connection", rawArgs);
    const problems = [
        ...(known.includes(stack)
            ? []
            : [`There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${known.join(", ")}.`]),
        ...clients.problems,
        ...connections.problems,
    ];
    if (problems.length > 0) throw new PersonError(problems.join("\n"));
    return { clients: clients.pairs, connections: connections.pairs };
}

function pairsOf(name: string, rawArgs: readonly string[]): { pairs: Record<string, string>; problems: string[] } {
    const given = severalOf(name, rawArgs) ?? [];
    const split = given.map((text) => [text, /^([^=]+)=(.+)$/.exec(text)] as const);
    return {
        pairs: Object.fromEntries(split.flatMap(([, match]) => (match === null ? [] : [[match[1], match[2]]]))),
        problems: split.flatMap(([text, match]) =>
            match === null
                ? [`--${name} is "${text}"; expected a key of the stack file and what it stands for: KEY=…`]
                : [],
        ),
    };
}
