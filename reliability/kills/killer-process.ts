import { trialEnvironment } from "../stack/trial-environment.ts";
import { Ground } from "./ground.ts";
import type { KillCase } from "./kill-case.ts";
import type { KillerReply, KillerRequest, KillerSettings } from "./kill-protocol.ts";
import { killTrial } from "./kill-trial.ts";
import { Known } from "./known.ts";

// Kills operations one after the other, in a sandbox of its own for each stack, until the channel to its parent closes.
const { compileCache, tree, ...options } = JSON.parse(process.argv[2] ?? "") as KillerSettings;
const known = new Known();
const grounds = new Map<string, Promise<Ground>>();

process.on("disconnect", () => {
    void Promise.all([...grounds.values()].map(async (ground) => (await ground).close())).finally(() => process.exit());
});
process.on("message", (request: KillerRequest) => {
    if ("learn" in request) return known.learn(request.learn);
    void answer(request)
        .catch((error: unknown) => ({
            failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }))
        .then((reply) => {
            if (process.connected) process.send?.(reply);
        });
});

async function answer(request: Exclude<KillerRequest, { learn: unknown }>): Promise<KillerReply> {
    if ("count" in request) {
        const { operation, stack } = request.count;
        const { requests } = await (await groundOf({ stack })).base(operation);
        return { requests };
    }
    const result = { ...(await killTrial(await groundOf(request.kill), known, request.kill)), tree };
    known.learn(result);
    return { result };
}

function groundOf({ stack }: Pick<KillCase, "stack">): Promise<Ground> {
    const ground =
        grounds.get(stack) ??
        Ground.start({
            ...options,
            environment: process.env,
            stack,
            programEnvironment: trialEnvironment(compileCache),
        });
    grounds.set(stack, ground);
    return ground;
}
