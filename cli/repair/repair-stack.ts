import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { withIdsBy } from "../../operate/adopt/import-ids.ts";
import { diagnose } from "../../operate/repair/diagnose.ts";
import { type Diagnosis, isHealthy } from "../../operate/repair/diagnosis.ts";
import type { LockHolder } from "../../operate/repair/lock.ts";
import type { Wanted } from "../../operate/repair/look.ts";
import { findingsText, questionText, type Repair } from "../../operate/repair/repair.ts";
import type { Seen } from "../../operate/repair/seen.ts";
import { type StateView, settledState, stateView } from "../../operate/repair/state-view.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import { problemText } from "../../stacks/settings/problem.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { importMissing } from "../adopt/import-into.ts";
import type { StackPlace } from "../drift/drift-in.ts";
import { PersonError } from "../person-error.ts";
import { pulumiHomeView } from "../review/pulumi-home-view.ts";
import { askProcess } from "../sandbox/asked-process.ts";
import { brokenFiles, brokenText, mend } from "./broken-files.ts";
import { commanded, demanded } from "./engine-command.ts";
import { locksOf, openLocks } from "./locks.ts";
import type { LookRequest } from "./look-process.ts";
import type { RemoveRequest } from "./remove-process.ts";

export interface RepairChoices {
    /** Shows what would be done, and does nothing. @default false */
    readonly dryRun?: boolean;

    /** Whether a person agrees to what the question says. @default everything is agreed to */
    readonly agrees?: (question: string) => Promise<boolean>;
}

/**
 * Puts a stack in order after an operation that was stopped, or that a fault broke: opens the lock of an engine that lives no more, takes
 * what was made and not noted into the state, settles what was under way, and removes client secrets and objects that nobody knows.
 * Run again after a failure it goes on; a healthy stack stays as it is.
 *
 * @throws for a person, where an engine is at work on the stack or something cannot be looked at
 */
export async function repairStack(
    place: StackPlace,
    { agrees = async () => true, dryRun = false }: RepairChoices,
    say: (line: string) => void,
): Promise<Repair> {
    const scratch = mkdtempSync(`${tmpdir()}/repair-`);
    try {
        // The engine writes into its home, and is lent a language host for the import.
        const home = pulumiHomeView(place.environment, `${scratch}/home`);
        const own = { ...place, environment: { ...place.environment, PULUMI_HOME: home } };
        const locks = await locksOf(own);
        const broken = await brokenFiles(own);
        if (broken !== undefined) {
            say(brokenText(broken));
            const isAgreed = !dryRun && (await agrees(`Stack ${place.stack}: mend the files of its state?`));
            const nothingElse = { stack: place.stack, locks: locks.map(({ holder }) => holder), diagnosis: notLooked };
            if (!isAgreed) return { ...nothingElse, outcome: dryRun ? "shown" : "not agreed" };
            mend(broken);
        }
        const exported = await exportedState(own);
        const about = await examined(own, exported);
        const repair = { stack: place.stack, locks: locks.map(({ holder }) => holder), diagnosis: about.diagnosis };
        const findings = findingsText(repair);
        if (findings !== "") say(findings);
        if (locks.length === 0 && isHealthy(about.diagnosis))
            return { ...repair, outcome: broken === undefined ? "healthy" : "repaired" };
        if (dryRun) return { ...repair, outcome: "shown" };
        if (!(await agrees(questionText(repair)))) return { ...repair, outcome: "not agreed" };
        await carriedOut(own, about, { locks: repair.locks, scratch });
        return { ...repair, outcome: "repaired" };
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

/** Without a state there is nothing that both clouds could be compared with. */
const notLooked: Diagnosis = {
    forgets: [],
    gone: [],
    left: [],
    removes: [],
    secrets: [],
    settles: [],
    takes: [],
};

interface Examined {
    readonly diagnosis: Diagnosis;
    readonly of: Omit<LookRequest, "wanted">;
}

async function examined(place: StackPlace, exported: unknown): Promise<Examined> {
    const { environment, project, stack } = place;
    const settings = settingsOf(place);
    const state = stateView(exported);
    const owner = `${project}/${stack}`;
    const of = { stack, tenantDomain: settings.auth0.domain, tenantId: settings.microsoft.tenantId };
    const request: LookRequest = { ...of, wanted: wantedOf(owner, settings, state) };
    const seen = await askProcess<Seen>(environment, new URL("look-process.ts", import.meta.url), request);
    return { of, diagnosis: diagnose({ stack, owner, settings, state, seen, now: new Date() }) };
}

function wantedOf(owner: string, { connections, linking }: Settings, { resources }: StateView): Wanted {
    const all = Object.values(connections);
    const idsOf = (type: string) => resources.filter((one) => one.type === type).map(({ id }) => id);
    return {
        owner,
        appNames: all.flatMap(({ appName, clientSecret }) => (clientSecret === undefined ? [] : [appName])),
        connectionNames: all.map(({ name }) => name),
        withOrganizations: all.some(({ organizations }) => organizations.length > 0),
        withLinks: linking === "exclusive",
        known: {
            applications: idsOf("azuread:index/application:Application").map((id) => id.replace("/applications/", "")),
            clients: idsOf("auth0:index/client:Client"),
        },
    };
}

function settingsOf({ folder, project, stack }: StackPlace): Settings {
    const { problems, settings } = stackFileSettings(readFileSync(`${folder}/Pulumi.${stack}.yaml`, "utf8"), project);
    if (settings === undefined) throw new PersonError(problemText(stack, problems));
    return settings;
}

/** A stack that the back end does not have has an empty state, and is not made by asking. */
async function exportedState(place: StackPlace): Promise<unknown> {
    const { stderr, stdout, succeeded } = await commanded(place, "stack", "export");
    if (succeeded) return JSON.parse(stdout);
    if (/no stack named '.*' found/.test(stderr)) return { deployment: {} };
    throw new PersonError(`The state of stack ${place.stack} cannot be read:\n${stderr.trim()}`);
}

/** In an order in which each step can be done again: what was under way stays noted until it is settled. */
async function carriedOut(
    place: StackPlace,
    { diagnosis: { forgets, gone, removes, secrets, settles, takes }, of }: Examined,
    { locks, scratch }: { readonly locks: readonly LockHolder[]; readonly scratch: string },
): Promise<void> {
    if (locks.length > 0) await openLocks(place);
    const unsettled = [...settles, ...gone];
    if (unsettled.length > 0) {
        await demanded(place, "refresh", "--yes", "--skip-preview", ...unsettled.flatMap((urn) => ["--target", urn]));
    }
    if (takes.length > 0) {
        const idOf = (type: string, name: string) => takes.find((one) => one.type === type && one.name === name)?.id;
        await importMissing(place, (missing) => withIdsBy(missing, idOf), `${scratch}/import.json`);
    }
    if (forgets.length + takes.length > 0) await settle(place, `${scratch}/state.json`);
    if (removes.length + secrets.length > 0) {
        const request: RemoveRequest = { ...of, removes, secrets };
        await askProcess(place.environment, new URL("remove-process.ts", import.meta.url), request);
    }
}

async function settle(place: StackPlace, file: string): Promise<void> {
    const settled = settledState(JSON.parse(await demanded(place, "stack", "export")));
    if (settled === undefined) return;
    writeFileSync(file, JSON.stringify(settled), { mode: 0o600 });
    await demanded(place, "stack", "import", "--file", file);
}
