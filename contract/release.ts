import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { engineForPerson } from "../cli/engine-for-person.ts";
import { PersonError } from "../cli/person-error.ts";
import { runCommand } from "../cli/run-command.ts";
import { chooseProviders } from "../sandbox/providers.ts";
import { recordRelease } from "./releases/record-release.ts";
import { releasesFolder, releasesOfStacks } from "./releases/released-stack.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const { version } = JSON.parse(readFileSync(`${projectFolder}/package.json`, "utf8")) as { version: string };

const release = defineCommand({
    meta: {
        name: "npm run contract:release --",
        description:
            "Keeps the states that this version writes, in test/contract/releases: every later version must preview them without a replacement. Part of making a release",
    },
    args: {
        providers: { type: "string", description: "auto, real or stand-in", default: "auto" },
    },
    run: async ({ args }) => {
        const into = `${releasesFolder}/${version}`;
        refuseKept(into);
        const pulumiHome = process.env["PULUMI_HOME"] || `${homedir()}/.pulumi`;
        const { kind, why } = chosen(args.providers, pulumiHome);
        const { command } = await engineForPerson((line) => console.error(line));
        for (const stack of ["dev", "prod"]) {
            console.error(`${version}, ${stack}: deployed in a sandbox with ${kind} providers (${why}) …`);
            await recordRelease({
                release: version,
                stack,
                projectFolder,
                engine: command,
                providers: kind,
                pulumiHome,
                environment: process.env,
                into,
            });
        }
        console.log(`Kept in ${into}. Commit it with the release: npm test previews it from now on.`);
    },
});

await runCommand(release, process.argv.slice(2));

/** What people have deployed with a release is never written anew. */
function refuseKept(into: string): void {
    if (!existsSync(into)) return;
    const kept = [...new Set(releasesOfStacks().map((one) => one.release))];
    throw new PersonError(
        `The states of ${version} are kept already. Raise the version in package.json first; kept are ${kept.join(", ")}.`,
    );
}

function chosen(wanted: string, pulumiHome: string) {
    if (wanted !== "auto" && wanted !== "real" && wanted !== "stand-in") {
        throw new PersonError(`--providers is auto, real or stand-in, not "${wanted}".`);
    }
    try {
        return chooseProviders(wanted, process.platform, pulumiHome);
    } catch (error) {
        throw new PersonError(error instanceof Error ? error.message : String(error));
    }
}
