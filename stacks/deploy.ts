import * as pulumi from "@pulumi/pulumi";
import type { Patience } from "../infra/try-client-secret.ts";
import { mapped } from "./by-key.ts";
import { type Composition, compose } from "./compose.ts";
import { directoryToken } from "./directory-token.ts";
import { lookUp, lookupText } from "./lookups.ts";
import {
    type ClientOutput,
    type ConnectionOutput,
    clientOutputs,
    connectionOutputs,
    domainOutputs,
    type KeyVaultOutput,
    keyVaultOutput,
} from "./outputs.ts";
import { readConfiguration } from "./read-configuration.ts";
import { setCommand } from "./settings/key-path.ts";
import { type Problem, problemText } from "./settings/problem.ts";
import { readSettings } from "./settings/read-settings.ts";
import type { Settings } from "./settings/settings.ts";
import { warningsAt } from "./settings/warnings.ts";

export interface DeployOptions {
    /**
     * Refuses settings that leave connections, clients and APIs unprotected.
     * @default false
     */
    readonly production?: boolean;

    /**
     * How long a new client secret is waited for before its connection gets it.
     * @default two minutes, every three seconds
     */
    readonly patience?: Patience;
}

/** A program's outputs. */
export interface ProgramOutputs {
    readonly redirectUris: readonly string[];
    readonly myAccountAudience: string;
    readonly auth0Domain: string;
    readonly microsoftTenantId: string;
    readonly linking: Settings["linking"];
    readonly connections: pulumi.Output<Record<string, ConnectionOutput>>;
    readonly clients: pulumi.Output<Record<string, ClientOutput>>;

    /** By key of the client. One output of its own, because a secret inside another is given out in the clear. */
    readonly clientSecrets: pulumi.Output<Record<string, string>>;

    /** Absent where the stack has no key vault. */
    readonly keyVault?: KeyVaultOutput;
}

/** The program of a stack: reads and checks its settings, compares them with the clouds, and declares what they say. */
export async function deploy({ production = false, patience }: DeployOptions = {}): Promise<ProgramOutputs> {
    const stack = pulumi.getStack();
    const settings = checkedSettings(stack, production);

    const { keyVault } = settings;
    // What a stack without a key vault does not need is not loaded.
    const azure = keyVault && (await import("./key-vault.ts"));
    const [clouds, vault] = await Promise.all([
        lookUp(settings),
        keyVault && azure?.lookUpKeyVault(keyVault, settings.microsoft.tenantId),
    ]);
    const problems = [...clouds.problems, ...(vault?.problems ?? [])];
    const { value: found } = clouds;
    if (found === undefined || problems.length > 0) throw new pulumi.RunError(lookupText(stack, problems));

    const owningStack = `${pulumi.getProject()}/${stack}`;
    const adopting = process.env["MICROSOFT_CONNECTION_ADOPTING"] === "true";
    // This preview only says what the state has not, and is never carried out: what depends on that would be replaced in it.
    if (adopting) pulumi.runtime.registerStackTransformation(unprotecting);
    const composition = compose({
        settings,
        found,
        owningStack,
        patience,
        directoryToken: directoryToken(process.env),
        adopting,
    });
    if (keyVault !== undefined && vault?.value !== undefined) {
        azure?.deliver({ settings, keyVault, owningStack, clients: composition.clients, ...vault.value });
    }
    return outputsOf(settings, composition);
}

function unprotecting({ opts, props }: pulumi.ResourceTransformationArgs): pulumi.ResourceTransformationResult {
    return { props, opts: pulumi.mergeOptions(opts, { protect: false }) };
}

function checkedSettings(stack: string, production: boolean): Settings {
    const { raw, secretKeys } = readConfiguration();
    const { settings, problems } = readSettings(raw, secretKeys);
    const all = [...problems, ...(production && settings?.protect === false ? [unprotected] : [])];
    if (settings === undefined || all.length > 0) throw new pulumi.RunError(problemText(stack, all));

    for (const warning of warningsAt(settings, new Date())) void pulumi.log.warn(warning);
    return settings;
}

const unprotected: Problem = {
    key: "protect",
    given: "false",
    allowed: "true: this is a production stack, where a replaced connection would take its users with it",
    fix: setCommand(["protect"], true),
};

function outputsOf(settings: Settings, { connections, clients }: Composition): ProgramOutputs {
    const secrets = Object.entries(clients).flatMap(([key, { clientSecret }]) =>
        clientSecret === undefined ? [] : [[key, clientSecret] as const],
    );
    const publicIds = mapped(clients, ({ clientId, apiClientId }) => ({
        clientId,
        ...(apiClientId === undefined ? {} : { apiClientId }),
    }));
    return {
        ...domainOutputs(settings),
        connections: pulumi.output(connections).apply((ids) => connectionOutputs(settings, ids)),
        clients: pulumi.output(publicIds).apply((ids) => clientOutputs(settings, ids)),
        clientSecrets: pulumi.secret(pulumi.output(Object.fromEntries(secrets))),
        ...(settings.keyVault === undefined ? {} : { keyVault: keyVaultOutput(settings, settings.keyVault) }),
    };
}
