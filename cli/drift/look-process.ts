import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { lookAround } from "../../operate/drift/look-around.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";
import type { LookReply, LookRequest } from "./look-from.ts";

/** A process that lives in the environment of one world: it is asked once over the channel to its parent, and ends with it. */
process.on("message", (request: LookRequest) => {
    void answer(request).then((reply) => {
        process.send?.(reply);
    });
});

async function answer({ declared, stack }: LookRequest): Promise<LookReply> {
    try {
        const { auth0, microsoft } = deployerCredentials(process.env, { stack, ...declared.deployedTo });
        const directory = microsoft === undefined ? undefined : new GraphDirectory(microsoft);
        return { seen: await lookAround(declared, { management: new Management(auth0), directory }) };
    } catch (error) {
        return error instanceof PersonError ? { told: error.message } : { failure: String((error as Error).stack) };
    }
}
