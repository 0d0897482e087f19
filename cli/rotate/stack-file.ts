import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type PackDays, packDays } from "../../operate/rotate/pack-days.ts";
import { PersonError } from "../person-error.ts";
import { policyPacks } from "../policy-packs.ts";

export function readStackFile(folder: string, stack: string): string {
    return readFileSync(stackFilePath(folder, stack), "utf8");
}

/** Writes the whole file or nothing of it. */
export function writeStackFile(folder: string, stack: string, text: string): void {
    const path = stackFilePath(folder, stack);
    const beside = `${path}.${process.pid}.new`;
    try {
        writeFileSync(beside, text, { mode: statSync(path).mode, flag: "wx" });
        renameSync(beside, path);
    } catch (error) {
        rmSync(beside, { force: true });
        throw new PersonError(`${path} could not be written: ${(error as Error).message}. It is as it was.`);
    }
}

/** What the project's policy pack says of client secrets' ends. */
export function packDaysOf(folder: string): PackDays {
    const [pack] = policyPacks(folder);
    const file = pack?.settingsFile;
    if (file === undefined || !existsSync(file)) return packDays(undefined);
    try {
        return packDays(JSON.parse(readFileSync(file, "utf8")));
    } catch (error) {
        throw new PersonError(`${file} is not JSON: ${(error as Error).message}`);
    }
}

function stackFilePath(folder: string, stack: string): string {
    return `${folder}/Pulumi.${stack}.yaml`;
}
