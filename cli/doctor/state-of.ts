import { spawnSync } from "node:child_process";
import { z } from "zod";
import type { State, Unreadable } from "../../operate/doctor/patient.ts";

const exported = z.object({
    deployment: z.object({
        secrets_providers: z.object({ type: z.string() }).nullish(),
        resources: z
            .array(z.object({ type: z.string(), urn: z.string(), id: z.string().optional() }))
            .nullish()
            .transform((resources) => resources ?? []),
        pending_operations: z
            .array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) }))
            .nullish()
            .transform((operations) => operations ?? []),
    }),
});
const identity = z.object({ url: z.string().default("the back end that is logged in to") });

export interface StateOf {
    readonly stack: string;

    /** Folder with Pulumi.yaml. */
    readonly folder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A stack's state as checks look at it; secrets stay encrypted, and what the resources are like is not kept. */
export function stateOf({ environment, folder, stack }: StateOf): State | Unreadable {
    const pulumi = (...options: string[]) =>
        spawnSync("pulumi", [...options, "--non-interactive"], {
            cwd: folder,
            env: { ...environment },
            encoding: "utf8",
            maxBuffer: 1024 ** 3,
        });
    const whoami = pulumi("whoami", "--json", "--verbose");
    const state = pulumi("stack", "export", "--stack", stack);
    if (whoami.status !== 0) return unreadable(whoami, "pulumi login");
    if (state.status !== 0) return unreadable(state, `pulumi stack init ${stack}`);
    const { deployment } = exported.parse(JSON.parse(state.stdout));
    return {
        backend: identity.parse(JSON.parse(whoami.stdout)).url,
        secretsProvider: deployment.secrets_providers?.type,
        pendingOperations: deployment.pending_operations.map(
            ({ resource, type }) => `${type} ${resource.urn.split("::").at(-1)}`,
        ),
        resources: deployment.resources.map(({ id, type, urn }) => ({ id, type, urn })),
    };
}

function unreadable({ error, stderr }: { error?: Error | undefined; stderr: string | null }, mend: string): Unreadable {
    return { problem: error?.message ?? (stderr ?? "").trim().replace(/^error: /, ""), mend };
}
