import { readFileSync } from "node:fs";

/** What a file has; undefined where there is none. */
export function fileText(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}
