import { createHash } from "node:crypto";
import { createReadStream, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { engineVersion } from "./engine-version.ts";
import type { Route, RouteContext } from "./route.ts";
import { run } from "./run.ts";
import { ticking } from "./ticking.ts";
import { vendorAddresses } from "./vendor-archives.ts";

/**
 * The vendor's release archive. What the vendor's install script does, without running a script that was downloaded a moment
 * ago: nothing of the download is used before its SHA-256 equals the pinned one.
 */
export const vendorEngine: Route = {
    source: "vendor",
    title: "the vendor's release",
    obtain: async (folder, context) => {
        const expected = context.archives[context.platform];
        if (expected === undefined) throw new Error(`there is none for ${context.platform}`);
        const archive = join(folder, "archive.tar.gz");
        await downloaded(archive, expected, context);

        await run("tar", ["-xzf", archive, "-C", folder], context);
        rmSync(archive);
        const unpacked = join(folder, "pulumi");
        renameSync(existsSync(join(unpacked, "bin")) ? join(unpacked, "bin") : unpacked, join(folder, "bin"));
    },
};

async function downloaded(archive: string, expected: string, context: RouteContext): Promise<void> {
    const problems: string[] = [];
    context.report(
        "Downloading the engine from the vendor. Usually less than a minute, and seconds where that is not possible.",
    );
    for (const address of vendorAddresses(engineVersion, context.platform)) {
        const size = () => statSync(archive, { throwIfNoEntry: false })?.size ?? 0;
        const progress = (elapsed: string) => `downloading the engine: ${(size() / 1e6).toFixed(0)} MB, ${elapsed}`;
        try {
            await ticking(context, progress, () => context.download(address, archive, context));
            const actual = await sha256(archive);
            if (actual === expected) return;
            problems.push(`${address} has the SHA-256 ${actual} in place of ${expected}, and is not used`);
        } catch (error) {
            context.signal?.throwIfAborted();
            problems.push(`${new URL(address).host}: ${(error as Error).message}`);
        }
    }
    throw new Error(problems.join("; "));
}

async function sha256(file: string): Promise<string> {
    const hash = createHash("sha256");
    await pipeline(createReadStream(file), hash);
    return hash.digest("hex");
}
