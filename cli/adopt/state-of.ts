import { spawnSync } from "node:child_process";
import { PersonError } from "../person-error.ts";
import { stackExists } from "../review/stack-exists.ts";
import type { AdoptPlace } from "./place.ts";

/** URNs of what a stack's state has already; none where the back end does not have the stack, which is not made by asking. */
export function urnsInState(place: Pick<AdoptPlace, "environment" | "folder" | "stack">): ReadonlySet<string> {
    const { environment, folder, stack } = place;
    if (!stackExists({ stack, folder, environment })) return new Set();
    const { status, stderr, stdout } = spawnSync("pulumi", ["stack", "export", "--stack", stack, "--non-interactive"], {
        cwd: folder,
        env: { ...environment },
        encoding: "utf8",
        maxBuffer: 1024 ** 3,
    });
    if (status !== 0) throw new PersonError(`The state of stack ${stack} cannot be read:\n${stderr.trim()}`);
    const { deployment } = JSON.parse(stdout) as { deployment?: { resources?: { urn: string; id?: string }[] } };
    return new Set((deployment?.resources ?? []).flatMap(({ id, urn }) => (id === undefined ? [] : [urn])));
}

/** Keys of the stack file whose object the state has: `connections.acme`, `clients.portal`, `auth0.myAccountApi`. */
export function managedKeys(urns: ReadonlySet<string>): ReadonlySet<string> {
    const keys = [...urns].flatMap((urn) => {
        const [, type = "", name = ""] = /([^$:]+:[^$:]+:[^$:]+)::([^:]+)$/.exec(urn) ?? [];
        if (type === "auth0:index/connection:Connection") return [`connections.${name}`];
        if (type === "auth0:index/client:Client") return [`clients.${name}`, `clients.${name.replace(/-spa$/, "")}`];
        const isMyAccount = type === "auth0:index/resourceServer:ResourceServer" && name.startsWith("my-account/");
        return isMyAccount ? ["auth0.myAccountApi"] : [];
    });
    return new Set(keys);
}
