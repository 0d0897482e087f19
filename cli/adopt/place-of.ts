import { delimiter, dirname } from "node:path";
import { engineForPerson } from "../engine-for-person.ts";
import { PersonError } from "../person-error.ts";
import { pulumiHomeView } from "../review/pulumi-home-view.ts";
import { runningSandbox } from "../sandbox/run-file.ts";
import { sandboxFolder } from "../sandbox/start-sandbox.ts";
import { surroundingsOf } from "../sandbox/surroundings.ts";
import { projectName } from "../stack-settings.ts";
import type { AdoptPlace } from "./place.ts";

export interface AskedPlace {
    readonly projectFolder: string;
    readonly stack: string;
    readonly real: boolean;

    /** Folder of this run of the command alone. */
    readonly scratch: string;

    /** The command that asks. @default "adopt" */
    readonly command?: keyof typeof words;
}

/** What the commands that look into a stack's world say of it. */
const words = {
    adopt: {
        does: "Adoption into",
        real: "of what Auth0 and Microsoft themselves have; both are only read.",
        running: "of what the running sandbox has",
        reads: "; its services are only read.",
        empty: "No sandbox runs, and one of its own would have nothing to adopt.",
        orReal: "Or adopt what the vendors have: ",
    },
    repair: {
        does: "Repair of",
        real: "at Auth0 and Microsoft themselves.",
        running: "in the running sandbox",
        reads: ".",
        empty: "No sandbox runs, and one of its own would have nothing to repair.",
        orReal: "Or repair what the vendors have:",
    },
} as const;

/** Where a stack adopts or is repaired: at the vendors with `real`, otherwise in the sandbox that runs. Neither Pulumi home is written to. */
export async function placeOf(asked: AskedPlace, say: (line: string) => void): Promise<AdoptPlace> {
    const { projectFolder, real, scratch, stack } = asked;
    const own = {
        stack,
        project: projectName(projectFolder),
        program: `${projectFolder}/stacks/index.mjs`,
        stackFile: `${projectFolder}/Pulumi.${stack}.yaml`,
        projectFolder,
        scratch,
    };
    if (!real) return { ...own, ...(await inSandbox(asked, say)) };
    const { does, real: ofVendors } = words[asked.command ?? "adopt"];
    say(`${does} ${stack} ${ofVendors}`);
    const engine = await engineForPerson(say);
    return {
        ...own,
        folder: projectFolder,
        environment: {
            ...process.env,
            PATH: `${dirname(engine.command)}${delimiter}${process.env["PATH"] ?? ""}`,
            PULUMI_HOME: pulumiHomeView(process.env, `${scratch}/home`, engine.command),
            PULUMI_SKIP_UPDATE_CHECK: "true",
        },
    };
}

async function inSandbox(
    { command = "adopt", projectFolder, scratch, stack }: AskedPlace,
    say: (line: string) => void,
) {
    const { does, empty, orReal, reads, running: there } = words[command];
    const running = runningSandbox(sandboxFolder(projectFolder));
    if (running === undefined) {
        throw new PersonError(
            [
                empty,
                `Start one:  npm run sandbox -- --stack ${stack}`,
                `${orReal} npm run ${command} -- --stack ${stack} --real`,
            ].join("\n"),
        );
    }
    const { environment, workFolder } = await surroundingsOf(running, { stack, command });
    say(`${does} ${stack} ${there} (process ${running.pid})${reads}`);
    return {
        folder: workFolder,
        environment: { ...environment, PULUMI_HOME: pulumiHomeView(environment, `${scratch}/home`) },
    };
}
