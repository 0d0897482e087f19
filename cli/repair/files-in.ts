import { readdirSync } from "node:fs";

/** Files of a folder whose names end in something, by their paths; none where there is no folder. */
export function filesIn(folder: string, ending: string): string[] {
    try {
        return readdirSync(folder)
            .filter((name) => name.endsWith(ending))
            .map((name) => `${folder}/${name}`);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
        throw error;
    }
}
