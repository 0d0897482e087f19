import { delimiter, dirname } from "node:path";
import { Driver } from "../../engine/driver/driver.ts";
import { policyPacks } from "../policy-packs.ts";
import { projectName } from "../stack-settings.ts";
import { emptyState } from "./empty-state.ts";
import { projectFiles } from "./project-files.ts";
import { pulumiHomeView } from "./pulumi-home-view.ts";
import { type Recorded, recordPreview } from "./record-preview.ts";
import { stackExists } from "./stack-exists.ts";
import type { Work } from "./work.ts";

/** Previews a stack against the vendors and its own back end, with the person's engine and credentials; changes nothing anywhere. */
export async function inRealWorld(stack: string, work: Work): Promise<Recorded> {
    const { engine, folder, projectFolder, say } = work;
    const environment = {
        ...process.env,
        PATH: `${dirname(engine.command)}${delimiter}${process.env["PATH"] ?? ""}`,
        PULUMI_HOME: pulumiHomeView(process.env, `${folder}/home`, engine.command),
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const exists = stackExists({ stack, folder: projectFolder, environment });
    const from = exists ? "what its back end says is deployed" : "nothing: its back end has no such stack";
    say(`Review of ${stack} at Auth0 and Microsoft themselves, over ${from}.`);

    const driver = new Driver({
        workDir: projectFiles(projectFolder, stack, `${folder}/work`),
        project: projectName(projectFolder),
        stack,
        program: `${projectFolder}/stacks/index.mjs`,
        policyPacks: policyPacks(projectFolder),
        environment: exists ? environment : { ...environment, ...emptyState(`${folder}/state`, environment) },
        onOutput: () => {},
    });
    try {
        return await recordPreview(work.watched(driver), work, [`It starts from ${from}.`]);
    } finally {
        await driver.stop();
    }
}
