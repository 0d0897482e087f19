import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";
import type { DriftReport } from "../../operate/drift/drift-report.ts";
import { engineForPerson } from "../engine-for-person.ts";
import { PersonError } from "../person-error.ts";
import { pulumiHomeView } from "../review/pulumi-home-view.ts";
import { stackExists } from "../review/stack-exists.ts";
import { runningSandbox } from "../sandbox/run-file.ts";
import { sandboxFolder } from "../sandbox/start-sandbox.ts";
import { stopOnSignal } from "../sandbox/stop-on-signal.ts";
import { surroundingsOf } from "../sandbox/surroundings.ts";
import { projectName } from "../stack-settings.ts";
import { driftIn, type StackPlace } from "./drift-in.ts";

/** What a person asks to be looked at. */
export interface Asked {
    readonly projectFolder: string;
    readonly stack: string;
    readonly real: boolean;
    readonly leftOut: readonly string[];
}

/** The drift of a stack: at the vendors with `real`, otherwise in the sandbox that runs. */
export async function driftOf(asked: Asked, say: (line: string) => void): Promise<DriftReport> {
    const { leftOut, projectFolder, real, stack } = asked;
    const scratch = mkdtempSync(`${tmpdir()}/drift-home-`);
    try {
        const place = {
            stack,
            project: projectName(projectFolder),
            program: `${projectFolder}/stacks/index.mjs`,
            ...(real ? await realWorld(asked, scratch, say) : await sandboxThatRuns(asked, say)),
        };
        if (!stackExists(place)) {
            throw new PersonError(
                `Stack ${stack} is not deployed: its back end does not have it.\nDeploy it:  pulumi up --stack ${stack}`,
            );
        }
        const stops: (() => void)[] = [];
        const stop = stopOnSignal(() => {
            for (const one of stops) one();
        });
        const watched: NonNullable<Parameters<typeof driftIn>[1]>["watched"] = (driver) => {
            stops.push(() => driver.interrupt());
            return driver;
        };
        return await stop.unless(driftIn(place, { leftOut, watched }));
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

type Way = Pick<StackPlace, "environment" | "folder">;

/** With the person's own engine, back end and credentials; which stack they have selected stays as it is. */
async function realWorld({ projectFolder, stack }: Asked, scratch: string, say: (line: string) => void): Promise<Way> {
    say(`Drift of ${stack} at Auth0 and Microsoft themselves; nothing is changed.`);
    const engine = await engineForPerson(say);
    return {
        folder: projectFolder,
        environment: {
            ...process.env,
            PATH: `${dirname(engine.command)}${delimiter}${process.env["PATH"]}`,
            PULUMI_HOME: pulumiHomeView(process.env, `${scratch}/home`),
            PULUMI_SKIP_UPDATE_CHECK: "true",
        },
    };
}

async function sandboxThatRuns({ projectFolder, stack }: Asked, say: (line: string) => void): Promise<Way> {
    const running = runningSandbox(sandboxFolder(projectFolder));
    if (running === undefined) {
        throw new PersonError(
            [
                "No sandbox runs, and one of its own would have nothing that anybody changed.",
                `Start one:  npm run sandbox -- --stack ${stack}`,
                `Or look at what is deployed at the vendors:  npm run drift -- --stack ${stack} --real`,
            ].join("\n"),
        );
    }
    const { environment, workFolder } = await surroundingsOf(running, { stack, command: "drift" });
    say(`Drift of ${stack} in the running sandbox (process ${running.pid}).`);
    return { environment, folder: workFolder };
}
