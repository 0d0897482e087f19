import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { parsedJson } from "../../clouds/parsed-json.ts";
import { holdersIn, holderText, type LockHolder, lockVerdict } from "../../operate/repair/lock.ts";
import type { StackPlace } from "../drift/drift-in.ts";
import { PersonError } from "../person-error.ts";
import { commanded, demanded } from "./engine-command.ts";
import { fileBackEnd } from "./file-back-end.ts";
import { filesIn } from "./files-in.ts";

/** A lock that is in the way of every operation. */
export interface HeldLock {
    readonly holder: LockHolder;

    /** Whether nobody here can tell if its engine lives. */
    readonly isElsewhere: boolean;
}

/** The locks of a stack that a repair may open. @throws for a person where an engine that lives holds one */
export async function locksOf(place: StackPlace): Promise<HeldLock[]> {
    return (await holdersOf(place)).map((holder) => {
        const verdict = lockVerdict(holder, hostname(), lives);
        if (verdict === "refuse") {
            throw new PersonError(
                `An operation on stack ${place.stack} is under way: ${holderText(holder)}. Wait until it ends, or end it: kill -INT ${holder.pid}`,
            );
        }
        return { holder, isElsewhere: verdict === "ask" };
    });
}

/** Opens all locks of a stack. */
export async function openLocks(place: StackPlace): Promise<void> {
    await demanded(place, "cancel", "--yes");
}

async function holdersOf(place: StackPlace): Promise<LockHolder[]> {
    const root = await fileBackEnd(place);
    return root === undefined ? askedFor(place) : inFiles(`${root}/.pulumi/locks/organization`, place);
}

function inFiles(folder: string, { project, stack }: StackPlace): LockHolder[] {
    return filesIn(`${folder}/${project}/${stack}`, ".json").map((file) => holderOf(readFileSync(file, "utf8")));
}

/** An engine that was ended while it took the lock has not said who it is. */
function holderOf(text: string): LockHolder {
    const lock = lockFile.safeParse(parsedJson(text));
    if (!lock.success) return nobodyNamed;
    const { hostname: host, pid, timestamp, username } = lock.data;
    return { pid, host, user: username, since: timestamp };
}

const lockFile = z.object({
    pid: z.number(),
    username: z.string(),
    hostname: z.string(),
    timestamp: z.string(),
});
const nobodyNamed: LockHolder = { pid: 0, user: "somebody", host: "a machine that is not named", since: "" };

/** Other back ends say who holds a lock to whoever asks for it: a refresh of nothing asks, and changes nothing. */
async function askedFor(place: StackPlace): Promise<LockHolder[]> {
    const { stderr, stdout } = await commanded(
        place,
        "refresh",
        "--yes",
        "--skip-preview",
        "--target",
        "urn:pulumi:none",
    );
    const said = `${stdout}\n${stderr}`;
    return /locked|another update is currently in progress|409/i.test(said) ? holdersOrUnknown(said) : [];
}

function holdersOrUnknown(said: string): LockHolder[] {
    const holders = holdersIn(said);
    return holders.length > 0 ? holders : [nobodyNamed];
}

/** Whether an engine has this process id; another program may have it by now. */
function lives(pid: number): boolean {
    try {
        process.kill(pid, 0);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
    }
    try {
        return /pulumi/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    } catch {
        // A system without that file, where the id has to do.
        return process.platform !== "linux";
    }
}
