import { homedir } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { StackPlace } from "../drift/drift-in.ts";
import { commanded } from "./engine-command.ts";

/** Folder of a back end in files; undefined where the state is kept elsewhere. */
export async function fileBackEnd(place: StackPlace): Promise<string | undefined> {
    const url = place.environment["PULUMI_BACKEND_URL"] || (await loggedInTo(place));
    if (!url.startsWith("file://")) return undefined;
    const path = url.slice("file://".length);
    if (path.startsWith("/")) return fileURLToPath(url);
    return resolve(place.folder, path.replace(/^~(?=\/|$)/, place.environment["HOME"] || homedir()));
}

async function loggedInTo(place: StackPlace): Promise<string> {
    const { stdout } = await commanded(place, "whoami", "--json");
    const parsed = z.object({ url: z.string() }).safeParse(stdout === "" ? {} : JSON.parse(stdout));
    return parsed.data?.url ?? "";
}
