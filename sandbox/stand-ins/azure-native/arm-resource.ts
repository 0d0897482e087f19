import { setTimeout as sleep } from "node:timers/promises";
import { ProviderError } from "../provider-error.ts";
import type { AzureApi } from "./azure-api.ts";
import type { Json } from "./azure-client.ts";

/** The API versions that the provider asks for (the SDK's declarations name them). */
export const apiVersions = { keyVault: "2024-11-01", authorization: "2022-04-01" } as const;

/** Makes a thing that must not be there yet, and waits until Resource Manager has done with it. */
export async function createdResource(
    api: AzureApi,
    id: string,
    apiVersion: string,
    body: Json,
    made: () => void,
): Promise<void> {
    if ((await api.arm.find(id, apiVersion)) !== undefined) {
        throw new ProviderError(`cannot create already existing resource '${id}'`);
    }
    let reply = await api.arm.ask("PUT", id, apiVersion, body);
    made();
    while (isUnderWay(reply) && !api.patience.isOver) {
        await sleep(50);
        reply = await api.arm.ask("GET", id, apiVersion);
    }
}

function isUnderWay({ properties }: Json): boolean {
    const { provisioningState = "Succeeded" } = (properties ?? {}) as { provisioningState?: string };
    return !["Succeeded", "Failed", "Canceled"].includes(provisioningState);
}
