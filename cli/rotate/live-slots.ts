import { spawnSync } from "node:child_process";
import { z } from "zod";
import type { SecretSlotName } from "../../stacks/settings/settings.ts";
import { PersonError } from "../person-error.ts";

/** Whether a slot of this generation is the one in use. */
export type IsLive = (connection: string, slot: SecretSlotName, issued: string) => boolean;

const outputs = z.object({
    connections: z.record(
        z.string(),
        z.object({
            secretSlots: z.record(z.string(), z.object({ issued: z.string(), active: z.boolean() })).optional(),
        }),
    ),
});

/** What a stack's outputs say of its slots, as `pulumi stack output --json` gives them; nothing where it is not deployed. */
export function liveSlots(stack: string, values: unknown): IsLive {
    const { data } = outputs.safeParse(values);
    if (data === undefined) {
        throw new PersonError(
            `Stack ${stack} has no outputs of a deployed stack, so that its first step cannot be seen to be live.\nDeploy it:  pulumi up --stack ${stack}`,
        );
    }
    return (connection, slot, issued) => {
        const found = data.connections[connection]?.secretSlots?.[slot];
        return found?.active === true && found.issued === issued;
    };
}

/** Asks the engine for a stack's outputs; no secret is shown in them. */
export function outputsOf(
    stack: string,
    folder: string,
    environment: Readonly<Record<string, string | undefined>>,
): unknown {
    const options = ["stack", "output", "--json", "--stack", stack, "--non-interactive"];
    const { error, status, stderr, stdout } = spawnSync("pulumi", options, {
        cwd: folder,
        env: { ...environment },
        encoding: "utf8",
    });
    if (error === undefined && status === 0) return JSON.parse(stdout);
    throw new PersonError(
        [
            `Whether the first step is live is in the outputs of stack ${stack}, which cannot be read:`,
            error === undefined ? stderr.trim() : `pulumi cannot be started: ${error.message}. Put it on PATH.`,
            `If you have seen the first step deployed, say so:  npm run rotate -- --stack ${stack} --compromised --live`,
            "Too early does no harm: the engine refuses to remove the slot that is in use.",
        ].join("\n"),
    );
}
