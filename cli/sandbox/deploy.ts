import type { Driver } from "../../engine/driver/driver.ts";
import type { Rehearsal } from "../../sandbox/rehearsal.ts";
import { mapped } from "../../stacks/by-key.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { warningsAt } from "../../stacks/settings/warnings.ts";
import { succeed } from "./steps.ts";
import { succeedAtLast } from "./succeed-at-last.ts";
import { type SummaryInput, summary } from "./summary.ts";
import type { Trouble } from "./trouble.ts";

export interface DeployedStack extends Pick<SummaryInput, "stack" | "providers" | "engine"> {
    readonly settings: Settings;

    /** What the sandbox takes for granted, a sentence each. */
    readonly assumptions: readonly string[];

    /** When the person's command began to work, in milliseconds of `performance.now()`. */
    readonly start: number;

    /** What goes wrong meanwhile. @default nothing */
    readonly trouble?: Trouble | undefined;
}

/** Previews a stack, deploys it when the preview passed, and says what there is then. @returns its outputs, secrets in the clear */
export async function deploy(
    driver: Driver,
    { world, changes }: Rehearsal,
    { settings, assumptions, start, trouble, ...named }: DeployedStack,
    say: (line: string) => void,
): Promise<Readonly<Record<string, unknown>>> {
    const seconds = () => (performance.now() - start) / 1000;
    await succeedAtLast(driver, "preview", `The preview of ${named.stack}`, trouble, say);
    say(`The preview of ${named.stack} passed (${seconds().toFixed(1)} s); now the engine deploys it:\n`);
    const { result: up, runs } = await succeedAtLast(driver, "up", `Deploying ${named.stack}`, trouble, say);
    const deployedIn = seconds();
    const { outputs = {} } = await succeed(driver, "outputs", "Reading the outputs");
    say(
        summary({
            ...named,
            seconds: deployedIn,
            changes: up.changes,
            tenantDomain: settings.auth0.domain,
            auth0: world.tenant.inventory(),
            tenantId: settings.microsoft.tenantId,
            microsoft: world.directory.inventory(),
            ...(world.azure === undefined
                ? {}
                : { azure: { subscriptionId: world.azure.subscriptionId, items: world.azure.inventory() } }),
            calls: {
                auth0: world.requests.count("auth0"),
                microsoft: world.requests.count("microsoft"),
                azure: world.requests.count("azure"),
            },
            outputs,
            notes: [...assumptions, ...changes],
            violations: up.violations,
            warnings: warningsAt(settings, new Date()),
            ...(trouble === undefined ? {} : { faults: { runs, lines: trouble.lines() } }),
        }),
    );
    return mapped(outputs, ({ value }) => value);
}
