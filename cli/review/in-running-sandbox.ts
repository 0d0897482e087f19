import { existsSync } from "node:fs";
import { Driver } from "../../engine/driver/driver.ts";
import { policyPacks } from "../policy-packs.ts";
import type { RunningSandbox } from "../sandbox/run-file.ts";
import { surroundingsOf } from "../sandbox/surroundings.ts";
import { projectName } from "../stack-settings.ts";
import { copyNote, copyProject } from "./copied-project.ts";
import { emptyState } from "./empty-state.ts";
import { pulumiHomeView } from "./pulumi-home-view.ts";
import { note, type Recorded, recordPreview } from "./record-preview.ts";
import { stackExists } from "./stack-exists.ts";
import type { Work } from "./work.ts";

/** Previews the work tree's version of a stack over what is deployed in the sandbox that runs; its own copies stay as they are. */
export async function inRunningSandbox(stack: string, running: RunningSandbox, work: Work): Promise<Recorded> {
    const { projectFolder, say } = work;
    const { environment: own, workFolder } = await surroundingsOf(running, { stack, command: "review" });
    const environment = { ...own, PULUMI_HOME: pulumiHomeView(own, `${work.folder}/home`) };
    const exists = stackExists({ stack, folder: workFolder, environment });
    const from = exists ? "what is deployed there" : "nothing: nothing is deployed there";
    say(`Review of ${stack} in the running sandbox (process ${running.pid}), over ${from}.`);

    // What is taken away may have no file here any more.
    const isHere = existsSync(`${projectFolder}/Pulumi.${stack}.yaml`);
    const changes = copyProject(isHere ? projectFolder : workFolder, stack, `${work.folder}/work`, workFolder);
    const driver = new Driver({
        workDir: `${work.folder}/work`,
        project: projectName(projectFolder),
        stack,
        program: `${projectFolder}/stacks/index.mjs`,
        policyPacks: policyPacks(projectFolder),
        environment: exists ? environment : { ...environment, ...emptyState(`${work.folder}/state`, environment) },
        onOutput: () => {},
    });
    try {
        const notes = [`It starts from the running sandbox: ${from}.`, ...note(copyNote, changes)];
        const recorded = await recordPreview(work.watched(driver), work, notes);
        const failed = !recorded.result.succeeded && recorded.plan === undefined && work.operation === "update";
        return failed ? { ...recorded, notes: [...notes, worldHint(running)] } : recorded;
    } finally {
        await driver.stop();
    }
}

function worldHint({ pid }: RunningSandbox): string {
    return `The running sandbox holds what its settings named when it started. For a world that fits the new ones, stop it (kill ${pid}) and review again.`;
}
