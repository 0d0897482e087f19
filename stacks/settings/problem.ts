/** One thing wrong with a stack's settings. */
export interface Problem {
    /** The setting, as in `pulumi config set --path`: `connections.microsoft.scopes[2]`. */
    readonly key: string;

    /** The value given, as it may be shown. */
    readonly given: string;

    /** What is allowed there. */
    readonly allowed: string;

    /** The command that sets the nearest valid value, or what to do in the stack file. */
    readonly fix: string;
}

/** Every problem of a stack in one message. */
export function problemText(stack: string, problems: readonly Problem[]): string {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    return [
        `Stack "${stack}": ${count} in the settings (Pulumi.${stack}.yaml). Nothing was changed.`,
        ...problems.map((problem) =>
            [
                problem.key,
                `  given:    ${problem.given}`,
                `  allowed:  ${problem.allowed}`,
                `  fix:      ${problem.fix.replaceAll(/pulumi config (set|rm)/g, `pulumi config $1 --stack ${stack}`)}`,
            ].join("\n"),
        ),
    ].join("\n\n");
}
