import { parseFingerprint } from "../../review/fingerprint.ts";
import type { Fingerprint } from "../../review/report.ts";
import { PersonError } from "../person-error.ts";

/** What the parser makes of the arguments. */
export interface GivenArguments {
    readonly stack?: string | undefined;
    readonly real: boolean;
    readonly base?: string | undefined;
    readonly destroy: boolean;
    readonly check?: string | undefined;
    readonly json?: string | undefined;
    readonly markdown?: string | undefined;
    readonly "comment-file"?: string | undefined;
    readonly out?: string | undefined;
    readonly github: boolean;
    readonly from?: string | undefined;
    readonly "pull-request"?: string | undefined;
    readonly "full-report-url"?: string | undefined;
}

/** What a person asks to be reviewed. */
export interface Asked {
    readonly stacks: readonly string[];
    readonly real: boolean;
    readonly base: string | undefined;
    readonly operation: "update" | "destroy";
    readonly check: Fingerprint | undefined;
}

interface Rule {
    readonly broken: (given: GivenArguments) => boolean;
    readonly message: (given: GivenArguments) => string;
}

const makesReport = ["stack", "base", "check", "json", "markdown", "comment-file", "out"] as const;
const ofGithub = ["from", "pull-request", "full-report-url"] as const;
const needsValue = [...makesReport, ...ofGithub].filter((name) => name !== "json");

const rules: readonly Rule[] = [
    ...needsValue.map((name) => ({
        broken: (given: GivenArguments) => given[name] === "",
        message: () => `--${name} needs a value; --help says which`,
    })),
    {
        broken: ({ real, base }) => real && base !== undefined,
        message: () => "--base is for a sandbox: --real starts from what is deployed. Leave one of them out",
    },
    {
        broken: (given) => !given.github && ofGithub.some((name) => given[name] !== undefined),
        message: (given) => `${named(given, ofGithub)} is for posting: add --github, or leave it out`,
    },
    {
        broken: (given) =>
            given.from !== undefined &&
            (given.real || given.destroy || makesReport.some((name) => given[name] !== undefined)),
        message: (given) =>
            `--from posts a report that was made before; ${[...(given.real ? ["--real"] : []), ...(given.destroy ? ["--destroy"] : []), named(given, makesReport)].filter((name) => name !== "").join(", ")} would make another. Leave one of them out`,
    },
    {
        broken: ({ check }) => check !== undefined && check !== "" && parseFingerprint(check) === undefined,
        message: ({ check }) =>
            `--check "${check}" is no fingerprint. The report ends with the one to give: three short hashes with dots between, for plan, state and settings`,
    },
    {
        broken: ({ "pull-request": number }) => number !== undefined && number !== "" && !/^[1-9]\d{0,9}$/.test(number),
        message: ({ "pull-request": number }) =>
            `--pull-request ${number} is no number of a pull request: a whole number from 1 is`,
    },
    {
        broken: ({ "full-report-url": url }) => url !== undefined && url !== "" && !isWebAddress(url),
        message: ({ "full-report-url": url }) => `--full-report-url ${url} is no https address`,
    },
];

/** Reads what was asked; fails with everything that is wrong with it. @param existing the stacks that have a file */
export function asked(given: GivenArguments, existing: readonly string[]): Asked {
    const names = (given.stack ?? "").split(",").map((name) => name.trim());
    const stacks = given.stack === undefined ? existing : [...new Set(names.filter((name) => name !== ""))];
    const check = given.check === undefined ? undefined : parseFingerprint(given.check);
    const problems = [
        ...rules.filter((rule) => rule.broken(given)).map((rule) => `${rule.message(given)}.`),
        ...stackProblems(stacks, existing, given),
    ];
    if (problems.length > 0) throw new PersonError(problems.join("\n"));
    return {
        stacks,
        real: given.real,
        base: given.base,
        operation: given.destroy ? "destroy" : "update",
        check,
    };
}

function stackProblems(stacks: readonly string[], existing: readonly string[], given: GivenArguments): string[] {
    const here = existing.join(", ") || "none";
    // Git may have the file of a stack that is taken away in a sandbox.
    const mayBeGone = given.destroy && !given.real;
    const unknown = stacks.filter((stack) => !existing.includes(stack) && !(mayBeGone && isStackName(stack)));
    return [
        ...unknown.map((stack) => `There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${here}.`),
        ...(stacks.length === 0 && given.stack !== "" ? ["There is no stack here: no file Pulumi.<name>.yaml."] : []),
        ...(given.check !== undefined && stacks.length > 1
            ? [`--check is for one stack, and this is about ${stacks.join(", ")}: name one with --stack.`]
            : []),
    ];
}

function named(given: GivenArguments, names: readonly (keyof GivenArguments)[]): string {
    return names
        .filter((name) => given[name] !== undefined)
        .map((name) => `--${name}`)
        .join(", ");
}

/** Letters, digits, `-`, `_` and `.`, as Pulumi has it. */
function isStackName(text: string): boolean {
    return /^[A-Za-z0-9][\w.-]*$/.test(text);
}

function isWebAddress(text: string): boolean {
    return URL.canParse(text) && new URL(text).protocol === "https:";
}
