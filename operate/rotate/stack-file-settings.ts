import { parse } from "yaml";
import type { Problem } from "../../stacks/settings/problem.ts";
import { readSettings } from "../../stacks/settings/read-settings.ts";
import type { Settings } from "../../stacks/settings/settings.ts";

/** The settings in a stack file's text, by the same rules as the programs'. Text that is no YAML throws. */
export function stackFileSettings(text: string, project: string): { settings?: Settings; problems: Problem[] } {
    const config = (parse(text) as { config?: Record<string, unknown> } | null)?.config ?? {};
    const own = Object.entries(config).flatMap(([key, value]) => {
        if (!key.includes(":")) return [[key, value]];
        return key.startsWith(`${project}:`) ? [[key.slice(project.length + 1), value]] : [];
    });
    return readSettings(Object.fromEntries(own));
}
