import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import type { Declared } from "./declared.ts";
import { listSources } from "./list-sources.ts";
import type { ListName, Looked, Seen } from "./lists.ts";

/** The clouds as the deployment's credentials show them. */
export interface Clouds {
    readonly management: Management;

    /** Undefined where there are no credentials of the directory. */
    readonly directory: GraphDirectory | undefined;
}

/** Lists everything around what a stack declares, in both clouds; nothing is changed. What cannot be listed says why. */
export async function lookAround(declared: Declared, clouds: Clouds): Promise<Seen> {
    const names = Object.keys(listSources) as ListName[];
    const looked = await Promise.all(names.map(async (name) => [name, await look(name, declared, clouds)] as const));
    return Object.fromEntries(looked) as unknown as Seen;
}

async function look(name: ListName, declared: Declared, { directory, management }: Clouds): Promise<Looked<unknown>> {
    const source = listSources[name];
    try {
        if (source.at === "auth0") return { seen: await source.read(management, declared) };
        if (directory === undefined) return { why: noDirectory };
        return { seen: await source.read(directory, declared) };
    } catch (error) {
        return { why: reason(error, source) };
    }
}

const noDirectory =
    "the environment holds no credentials of the Microsoft directory: set ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or ARM_USE_OIDC with a token";

function reason(error: unknown, { asks, needs }: { readonly asks: string; readonly needs: string }): string {
    if (error instanceof Refusal) {
        const right = error.status === 403 ? `; the credentials need ${needs}` : "";
        return `${error.by} refuses ${asks}: ${error.evidence}${right}`;
    }
    const { cause, message } = error as Error;
    return `${asks} failed: ${cause instanceof Error ? cause.message : message}`;
}
