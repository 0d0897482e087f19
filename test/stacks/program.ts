import * as pulumi from "@pulumi/pulumi";
import { type Recorded, record } from "../infra/record.ts";
import { leastRaw } from "./settings-fixture.ts";

export interface ProgramRun {
    readonly resources: readonly Recorded[];

    /** The program's outputs, secrets shown as `{ secret: … }`. */
    readonly outputs: Readonly<Record<string, unknown>>;

    /** Message of the error it ended with. */
    readonly error?: string;

    /** Tokens of the data sources it asked, sorted. */
    readonly calls: readonly string[];
}

/** Runs a program on the engine's mocks, in a tenant and a directory that fit its settings unless told otherwise. */
export async function runProgram(
    program: () => Promise<object>,
    raw: Readonly<Record<string, unknown>>,
    { stack = "dev", tenant = undefined as string | undefined } = {},
): Promise<ProgramRun> {
    const calls: string[] = [];
    const auth0 = raw["auth0"] as { domain: string; customDomain?: string } | undefined;
    const answers: Record<string, (inputs: Readonly<Record<string, unknown>>) => Record<string, unknown>> = {
        getTenant: () => ({ domain: tenant ?? auth0?.domain }),
        // Of both of Microsoft's providers.
        getClientConfig: () => ({
            tenantId: leastRaw.microsoft.tenantId,
            objectId: "deployer",
            subscriptionId: (raw["keyVault"] as { subscriptionId?: string } | undefined)?.subscriptionId,
        }),
        getServicePrincipal: () => ({ objectId: "microsoft-graph" }),
        getCustomDomains: () => ({ customDomains: [{ domain: auth0?.customDomain, status: "ready" }] }),
        getClient: ({ clientId }) => ({ id: clientId }),
        getConnection: ({ name }) => ({ id: `con_${name}` }),
        getOrganization: ({ name }) => ({ id: `org_${name}` }),
    };

    pulumi.runtime.setAllConfig(
        Object.fromEntries(
            Object.entries(raw).map(([key, value]) => [
                `microsoft-connection:${key}`,
                typeof value === "string" ? value : JSON.stringify(value),
            ]),
        ),
    );
    let outputs: Record<string, unknown> = {};
    let error: string | undefined;
    const resources = await record(
        async () => {
            try {
                outputs = await revealed(await program());
            } catch (reason) {
                if (!pulumi.RunError.isInstance(reason)) throw reason;
                error = (reason as Error).message;
            }
        },
        {
            stack,
            call: (token, inputs) => {
                const name = token.split(":").at(-1) ?? "";
                calls.push(name);
                return answers[name]?.(inputs) ?? {};
            },
        },
    );
    return { resources, outputs, calls: calls.sort(), ...(error === undefined ? {} : { error }) };
}

async function revealed(outputs: object): Promise<Record<string, unknown>> {
    const shown = Object.entries(outputs).map(async ([key, value]) => {
        if (!pulumi.Output.isInstance(value)) return [key, value];
        const plain = await new Promise((resolve) => value.apply(resolve));
        return [key, (await pulumi.isSecret(value)) ? { secret: plain } : plain];
    });
    return Object.fromEntries(await Promise.all(shown));
}
