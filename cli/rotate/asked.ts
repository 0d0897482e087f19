import { PersonError } from "../person-error.ts";
import { stackNames } from "../stack-settings.ts";
import { severalOf } from "./several.ts";

/** What a person asks of `npm run rotate`. */
export interface Asked {
    readonly stacks: readonly string[];

    /** Keys of connections. @default every one with a client secret of its own */
    readonly connections: readonly string[] | undefined;
    readonly soonDays: number | undefined;
    readonly check: boolean;
    readonly compromised: boolean;
    readonly dryRun: boolean;
    readonly due: boolean;
    readonly json: boolean;
    readonly live: boolean;
}

export interface Given {
    readonly check: boolean;
    readonly compromised: boolean;
    readonly "dry-run": boolean;
    readonly due: boolean;
    readonly json: boolean;
    readonly live: boolean;
    readonly "soon-days"?: string | undefined;
}

/** What is asked for, or every reason why it makes no sense. */
export function askedOf(given: Given, rawArgs: readonly string[], projectFolder: string): Asked {
    const known = stackNames(projectFolder);
    const named = severalOf("stack", rawArgs) ?? [];
    const stacks = named.includes("all") ? known : named;
    const unknown = stacks.filter((stack) => !known.includes(stack));
    const soonDays = given["soon-days"] === undefined ? undefined : Number(given["soon-days"]);
    const rest = given.check ? ["compromised", "dry-run", "due", "live"] : ["json"];
    const useless = rest.filter((option) => given[option as keyof Given] === true).map((option) => `--${option}`);
    const problems = [
        ...(stacks.length === 0 ? ["Which stack? For example: --stack dev, or --stack all."] : []),
        ...unknown.map(
            (stack) => `There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${known.join(", ")}.`,
        ),
        ...(soonDays !== undefined && !(Number.isInteger(soonDays) && soonDays >= 1)
            ? [`--soon-days is "${given["soon-days"]}"; expected a whole number of days, such as 45.`]
            : []),
        ...(useless.length > 0
            ? [`${useless.join(", ")} does nothing ${given.check ? "with" : "without"} --check.`]
            : []),
        ...(given.compromised && given.due
            ? ["--due does not go with --compromised: a leaked secret is not asked how long it has."]
            : []),
        ...(given.live && !given.compromised ? ["--live is for --compromised."] : []),
    ];
    if (problems.length > 0) throw new PersonError(problems.join("\n"));
    return {
        stacks,
        connections: severalOf("connection", rawArgs),
        soonDays,
        check: given.check,
        compromised: given.compromised,
        dryRun: given["dry-run"],
        due: given.due,
        json: given.json,
        live: given.live,
    };
}
