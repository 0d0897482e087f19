import { z } from "zod";
import { PersonError } from "../person-error.ts";
import type { RunningSandbox } from "./run-file.ts";

const surroundings = z.object({ environment: z.record(z.string(), z.string()), workFolder: z.string() });

/** What leads a command into a running sandbox. */
export interface Surroundings {
    /** Environment of everything that runs against it. */
    readonly environment: Readonly<Record<string, string>>;

    /** Folder with its copies of Pulumi.yaml and the stack file. */
    readonly workFolder: string;
}

/** Asks a running sandbox for what leads a command into it; fails for a person where it runs another stack. */
export async function surroundingsOf(
    { origin, pid, stack: deployed, token }: RunningSandbox,
    { stack, command }: { readonly stack: string; readonly command: string },
): Promise<Surroundings> {
    if (deployed !== stack) {
        throw new PersonError(
            `The sandbox that runs (process ${pid}) is for stack ${deployed}, not ${stack}.\nTake that one:  npm run ${command} -- --stack ${deployed}\nOr stop it:  kill ${pid}`,
        );
    }
    const answer = await fetch(`${origin}/control/environment`, { headers: { authorization: `Bearer ${token}` } });
    return surroundings.parse(await answer.json());
}
