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

    /** Folder of this adoption alone. */
    readonly scratch: string;
}

/** Where a stack adopts: at the vendors with `real`, otherwise in the sandbox that runs. Neither Pulumi home is written to. */
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
    say(`Adoption into ${stack} of what Auth0 and Microsoft themselves have; both are only read.`);
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

async function inSandbox({ projectFolder, scratch, stack }: AskedPlace, say: (line: string) => void) {
    const running = runningSandbox(sandboxFolder(projectFolder));
    if (running === undefined) {
        throw new PersonError(
            [
                "No sandbox runs, and one of its own would have nothing to adopt.",
                `Start one:  npm run sandbox -- --stack ${stack}`,
                `Or adopt what the vendors have:  npm run adopt -- --stack ${stack} --real`,
            ].join("\n"),
        );
    }
    const { environment, workFolder } = await surroundingsOf(running, { stack, command: "adopt" });
    say(`Adoption into ${stack} of what the running sandbox has (process ${running.pid}); its services are only read.`);
    return {
        folder: workFolder,
        environment: { ...environment, PULUMI_HOME: pulumiHomeView(environment, `${scratch}/home`) },
    };
}
