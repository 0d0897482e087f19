import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import type { Declared } from "../../operate/drift/declared.ts";
import type { Seen } from "../../operate/drift/lists.ts";
import { lookAround } from "../../operate/drift/look-around.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { answerParent } from "../sandbox/asked-process.ts";

/** What the looking process is asked. */
export interface LookRequest {
    readonly stack: string;
    readonly declared: Declared;
}

answerParent(async ({ declared, stack }: LookRequest): Promise<Seen> => {
    const { auth0, microsoft } = deployerCredentials(process.env, { stack, ...declared.deployedTo });
    const directory = microsoft === undefined ? undefined : new GraphDirectory(microsoft);
    return lookAround(declared, { management: new Management(auth0), directory });
});
