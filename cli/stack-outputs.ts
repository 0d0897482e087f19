import { spawnSync } from "node:child_process";
import { PersonError } from "./person-error.ts";

export interface StackOfOutputs {
    readonly stack: string;

    /** Folder with Pulumi.yaml. */
    readonly folder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** Command that deploys it, for a person who has not. */
    readonly deploy: string;
}

/** Outputs of a deployed stack, secrets in the clear, as the engine reads them from its state. */
export function stackOutputs({ stack, folder, environment, deploy }: StackOfOutputs): Record<string, unknown> {
    const options = ["stack", "output", "--json", "--show-secrets", "--stack", stack, "--non-interactive"];
    const { error, status, stderr, stdout } = spawnSync("pulumi", options, {
        cwd: folder,
        env: { ...environment },
        encoding: "utf8",
    });
    if (error !== undefined) throw new PersonError(`pulumi cannot be started: ${error.message}. Put it on PATH.`);
    if (status !== 0) {
        throw new PersonError(`The outputs of stack ${stack} cannot be read:\n${stderr.trim()}\nDeploy it:  ${deploy}`);
    }
    const outputs = parsed(stack, stdout);
    if (Object.keys(outputs).length > 0) return outputs;
    throw new PersonError(`Stack ${stack} is not deployed: it has no outputs.\nDeploy it:  ${deploy}`);
}

/** The parser's own error would quote what it stumbled over, and secrets are in there. */
function parsed(stack: string, stdout: string): Record<string, unknown> {
    try {
        return JSON.parse(stdout) as Record<string, unknown>;
    } catch {
        throw new PersonError(
            `The outputs of stack ${stack} cannot be read: pulumi did not answer in JSON. Look yourself:  pulumi stack output --json --stack ${stack}`,
        );
    }
}
