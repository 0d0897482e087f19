import { own } from "../../../stacks/settings/schema-tree.ts";
import type { RawSettings } from "./happy-settings.ts";

/** One command of a fix. */
export interface Command {
    readonly verb: string;
    readonly path: readonly (string | number)[];
    readonly value: string | number | boolean;
}

/** Settings after the commands of a fix, as `pulumi config` carries them out on a stack file; nothing for other fixes. */
export function afterFix(settings: RawSettings, fix: string): RawSettings | undefined {
    const commands = commandsOf(fix);
    if (commands.length === 0) return undefined;
    const after = structuredClone(settings);
    for (const command of commands) run(after, command);
    return after;
}

/** The commands of a fix. */
export function commandsOf(fix: string): Command[] {
    if (!fix.startsWith("pulumi config ")) return [];
    return split(fix).map(([, , verb = "", ...rest]) => {
        const isText = rest.includes("--type");
        const [key = "", value = ""] = rest.filter((word) => !word.startsWith("--") && (!isText || word !== "string"));
        return {
            verb,
            path: pathOf(key.replace(/^microsoft-connection:/, ""), rest.includes("--path")),
            value: isText ? value : typed(value),
        };
    });
}

/** A key's steps. */
export function pathOf(key: string, isPath = true): (string | number)[] {
    if (!isPath) return [key];
    return [...key.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\.?([^.[]+)/g)].map(([, quoted, index, name]) => {
        if (quoted !== undefined) return JSON.parse(`"${quoted}"`);
        return index === undefined ? (name ?? "") : Number(index);
    });
}

function run(settings: RawSettings, { verb, path, value }: Command): void {
    const last = path.at(-1) ?? "";
    let parent = settings;
    for (const [index, step] of path.slice(0, -1).entries()) {
        if (own(parent, step) === undefined) {
            if (verb === "rm") return;
            parent[step] = typeof path[index + 1] === "number" ? [] : {};
        }
        parent = parent[step];
    }
    if (typeof parent !== "object" || parent === null) throw new Error(`${path.join(".")}: nothing can be set there`);
    if (verb === "set") {
        if (Array.isArray(parent) && Number(last) > parent.length) throw new Error(`${path.join(".")}: out of range`);
        parent[last] = value;
    } else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
}

function typed(value: string): string | number | boolean {
    if (value === "true" || value === "false") return value === "true";
    return /^(0|-?[1-9]\d*)$/.test(value) ? Number(value) : value;
}

/** Words of each command of a line, quotes taken off as a shell does. */
function split(line: string): string[][] {
    const commands: string[][] = [[]];
    for (const [word] of line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)) {
        if (word === "&&") commands.push([]);
        else commands.at(-1)?.push(word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped));
    }
    return commands;
}
