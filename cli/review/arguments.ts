import type { ArgsDef } from "citty";

/** Arguments of `npm run review`. */
export const reviewArguments = {
    stack: {
        type: "string",
        description: "Stack to review; several with commas, or repeated. Default: all that have a file",
        valueHint: "name",
    },
    real: {
        type: "boolean",
        default: false,
        description: "Review against Auth0 and Microsoft themselves, with your engine, back end and credentials",
    },
    base: {
        type: "string",
        description: "In a sandbox of its own: the version in git that is deployed there first",
        valueHint: "ref",
    },
    destroy: { type: "boolean", default: false, description: "Review taking the stack away" },
    check: {
        type: "string",
        description: "Ends with 2 unless plan, state and settings of one stack are those of a report",
        valueHint: "fingerprint",
    },
    json: {
        type: "string",
        description: "Write the report as JSON to a file; without one, JSON is all that standard output gets",
        valueHint: "file",
    },
    markdown: { type: "string", description: "Write the whole report as Markdown", valueHint: "file" },
    "comment-file": { type: "string", description: "Write the report in the size of a comment", valueHint: "file" },
    out: {
        type: "string",
        description: "Write report.md, comment.md and report.json into a folder",
        valueHint: "folder",
    },
    github: {
        type: "boolean",
        default: false,
        description: "Post the report as the one comment of a pull request, or edit that comment",
    },
    from: {
        type: "string",
        description: "With --github: post the report.json of this folder, made earlier with --out",
        valueHint: "folder",
    },
    "pull-request": {
        type: "string",
        description: "With --github: the pull request. Default: that of the workflow's event",
        valueHint: "number",
    },
    "full-report-url": {
        type: "string",
        description: "With --github: where a comment that is cut short sends its readers. Default: the workflow's run",
        valueHint: "url",
    },
} as const satisfies ArgsDef;

/** What `--help` says after the arguments. */
export const exitCodesText = [
    "EXIT CODES",
    "",
    "  0  the report is made, whether anything changes or not; with --check: as reviewed",
    "  1  there is no report that could be approved: the preview failed, or the command could not do its work",
    "  2  --check: plan, state or settings are not those that were reviewed",
    "  3  the report is made, and policies or protection refuse the change",
].join("\n");

/**
 * Arguments as the parser understands them: repeated `--stack` put together, of which it would keep the last only, and an option that is
 * followed by another one with an empty value, for which it would take that other.
 */
export function plainArguments(rawArgs: readonly string[]): string[] {
    const withValue = Object.entries(reviewArguments).flatMap(([name, { type }]) =>
        type === "string" ? `--${name}` : [],
    );
    const stacks: string[] = [];
    const rest: string[] = [];
    for (let index = 0; index < rawArgs.length; index += 1) {
        const argument = rawArgs[index] ?? "";
        const next = rawArgs[index + 1];
        const hasValue = withValue.includes(argument) && next !== undefined && (next === "-" || !next.startsWith("-"));
        if (hasValue) index += 1;
        const whole = withValue.includes(argument) ? `${argument}=${hasValue ? next : ""}` : argument;
        if (whole.startsWith("--stack=")) stacks.push(whole.slice("--stack=".length));
        else rest.push(whole);
    }
    return stacks.length === 0 ? rest : [`--stack=${stacks.join(",")}`, ...rest];
}
