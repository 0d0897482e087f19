import { existsSync, lstatSync } from "node:fs";
import { homedir } from "node:os";
import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { engineVersion } from "../../engine/engine-version.ts";
import type { Outcome } from "../../operate/doctor/check.ts";
import { DirectoryView } from "../../operate/doctor/directory-view.ts";
import { examine } from "../../operate/doctor/examine.ts";
import type { Tools, Unreadable } from "../../operate/doctor/patient.ts";
import { TenantView } from "../../operate/doctor/tenant-view.ts";
import { pluginFolder, providerPlugins } from "../../sandbox/providers.ts";
import { auth0Credentials } from "../credentials/auth0-credentials.ts";
import { microsoftCredentials } from "../credentials/microsoft-credentials.ts";
import { stackSettings } from "../stack-settings.ts";
import { clocksOf } from "./clocks-of.ts";
import { stateOf } from "./state-of.ts";

/** What is to be looked at, and from where. */
export interface LookRequest {
    readonly stack: string;

    /** Folder with the settings that are looked at. */
    readonly projectFolder: string;

    /** Folder with Pulumi.yaml from which the state is read: that of the sandbox's copies, or the project's. */
    readonly stateFolder: string;

    /** Version of the engine. */
    readonly engine: string;
    readonly neededNode: number;
}

/** One check, with what it came to. */
export interface Looked {
    readonly id: string;
    readonly group: string;
    readonly about: string;
    readonly outcome: Outcome;
    readonly evidence: string;
    readonly mend?: string;
}

/** Looks at a stack with the tools, the credentials and the state of this process's environment. */
export async function look(
    request: LookRequest,
    environment: Readonly<Record<string, string | undefined>>,
): Promise<Looked[]> {
    const { projectFolder, stack } = request;
    const settings = stackSettings(projectFolder, stack);
    const found = await examine({
        stack,
        settings,
        now: new Date(),
        tools: toolsOf(request, environment),
        state: stateOf({ stack, folder: request.stateFolder, environment }),
        tenant: side(auth0Credentials(environment, { stack, tenantDomain: settings.auth0.domain }), (credentials) => {
            return new TenantView(new Management(credentials));
        }),
        directory: side(microsoftCredentials(environment, { stack }), (credentials) => {
            return new DirectoryView(new GraphDirectory(credentials));
        }),
        clocks: () => clocksOf(settings.auth0.domain),
    });
    return found.map(({ check: { about, group, id }, ...result }) => ({ id, group, about, ...result }));
}

function side<Credentials, View>(
    { problems, value }: { readonly value: Credentials | undefined; readonly problems: readonly string[] },
    view: (credentials: Credentials) => View,
): View | Unreadable {
    if (value !== undefined) return view(value);
    return { problem: problems.join("; ") || "no credentials are set", mend: "docs/credentials.md" };
}

function toolsOf(
    { engine, neededNode }: LookRequest,
    environment: Readonly<Record<string, string | undefined>>,
): Tools {
    const home = environment["PULUMI_HOME"] ?? `${homedir()}/.pulumi`;
    return {
        node: process.versions.node,
        neededNode,
        engine,
        neededEngine: engineVersion,
        plugins: providerPlugins.map((plugin) => ({ ...plugin, isInstalled: existsSync(pluginFolder(home, plugin)) })),
        standIns: providerPlugins.every((plugin) =>
            isStandIn(`${pluginFolder(home, plugin)}/pulumi-resource-${plugin.name}`),
        ),
    };
}

/** The sandbox links the real plugins into its home; a stand-in is a file of its own there. */
function isStandIn(command: string): boolean {
    const stat = lstatSync(command, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size < 4096;
}
