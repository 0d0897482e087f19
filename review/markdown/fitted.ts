import { stacksLeftOut } from "./report-sections.ts";
import { type Section, written } from "./section.ts";

const separator = "\n\n".length;

/** What gives way last is given room first. */
const ranks = ["first", "detail", "fold"] as const;

/**
 * Sections as Markdown that is, joined by empty lines, at most so many characters long: as many stacks as have room
 * for their shortest form, then the first screens of all of them, then the details, then what is folded.
 */
export function fitted(overview: readonly Section[], stacks: readonly (readonly Section[])[], room: number): string[] {
    const [shown, leftOut] = stacksWithRoom(overview, stacks, room);
    const sections = [...overview, ...shown.flat()];
    const items = sections.map(fewestItems);
    let left =
        room -
        lengthOf(
            sections.map((section, index) => written(section, items[index])),
            leftOut,
        );
    for (const rank of ranks) {
        for (const [index, section] of sections.entries()) {
            if (section.rank !== rank) continue;
            const shortest = written(section, items[index]).length;
            const most = mostItems(section, left + shortest);
            if (most === undefined || most <= (items[index] ?? 0)) continue;
            items[index] = most;
            left += shortest - written(section, most).length;
        }
    }
    return [...sections.map((section, index) => written(section, items[index])), ...leftOut];
}

/** As many of the stacks, the first first, as there is room for; and what is said of the others. */
function stacksWithRoom(
    overview: readonly Section[],
    stacks: readonly (readonly Section[])[],
    room: number,
): [shown: readonly (readonly Section[])[], leftOut: readonly string[]] {
    const lengths = stacks.map((sections) => lengthOf(sections.map(shortest)));
    for (let count = stacks.length; count > 0; count -= 1) {
        const leftOut = count === stacks.length ? [] : [stacksLeftOut(stacks.length - count)];
        const own = lengths.slice(0, count).reduce((sum, length) => sum + length, 0);
        if (lengthOf(overview.map(shortest), leftOut) + own <= room) return [stacks.slice(0, count), leftOut];
    }
    return [[], stacks.length === 0 ? [] : [stacksLeftOut(stacks.length)]];
}

function shortest(section: Section): string {
    return written(section, fewestItems(section));
}

/** No items, or all of them where their count would take more room. */
function fewestItems(section: Section): number {
    const all = section.items.length;
    return written(section).length <= written(section, 0).length ? all : 0;
}

/** The most items for which there is room. What is folded is whole or not there. */
function mostItems(section: Section, room: number): number | undefined {
    const all = section.items.length;
    if (written(section).length <= room) return all;
    if (section.rank === "fold") return undefined;
    let [low, high] = [0, all - 1];
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (written(section, middle).length <= room) low = middle;
        else high = middle - 1;
    }
    return low;
}

function lengthOf(...texts: readonly (readonly string[])[]): number {
    return texts.flat().reduce((sum, text) => sum + text.length + separator, 0);
}
