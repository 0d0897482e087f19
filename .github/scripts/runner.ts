import { appendFileSync } from "node:fs";

/** What a workflow's step is told of, in files (GitHub, "Workflow commands"). Outside of a workflow it is printed. */
export const runner = {
    /** An output of the step. @param value in one line */
    output: (name: string, value: string) => tell("GITHUB_OUTPUT", `${name}=${oneLine(value)}`),

    /** A variable of the steps that follow. @param value in one line */
    variable: (name: string, value: string) => tell("GITHUB_ENV", `${name}=${oneLine(value)}`),

    /** A folder in front of the search path of the steps that follow. */
    path: (folder: string) => tell("GITHUB_PATH", oneLine(folder)),

    /** Markdown on the page of the run. */
    summary: (markdown: string) => tell("GITHUB_STEP_SUMMARY", `${markdown}\n`),

    /** Hides a text in the log of the run. */
    mask: (secret: string) => {
        if (process.env["GITHUB_ACTIONS"] === "true") console.log(`::add-mask::${oneLine(secret)}`);
    },
};

/** A variable that the workflow sets. @throws where it does not */
export function variable(name: string): string {
    const value = process.env[name] ?? "";
    if (value === "") throw new Error(`${name} is not set: the workflow's step sets it`);
    return value;
}

/** Runs a script's work; what is wrong is told without a stack trace, as an error of the run. */
export async function script(work: () => Promise<void> | void): Promise<void> {
    try {
        await work();
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const isWorkflow = process.env["GITHUB_ACTIONS"] === "true";
        // An annotation is one line; its line ends are written so (GitHub's toolkit, `escapeData`).
        const escaped = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
        console.error(isWorkflow ? `::error::${escaped}` : message);
        process.exitCode = 1;
    }
}

function tell(file: string, line: string): void {
    const path = process.env[file] ?? "";
    if (path === "") console.log(`${file}: ${line}`);
    else appendFileSync(path, `${line}\n`);
}

/** A value with a line end could set other variables beside its own. */
function oneLine(value: string): string {
    if (/[\r\n]/.test(value)) throw new Error("a value for the workflow is of more than one line");
    return value;
}
