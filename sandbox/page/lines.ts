import type { Picture } from "./picture.ts";

/** A line between a box of one column and a box of the next. */
export interface Line {
    readonly from: number;
    readonly to: number;
    readonly colour: number;
    readonly isBroken: boolean;
}

/**
 * Lines between two columns, as SVG. The boxes of a column share its height evenly, so that the middle of each is known
 * without measuring.
 */
export function linesBetween(lines: readonly Line[], left: number, right: number): string {
    const paths = lines.map(({ from, to, colour, isBroken }) => {
        const [start, end] = [middle(from, left), middle(to, right)];
        return `<path class="c${colour % 6}${isBroken ? " broken" : ""}" d="M0 ${start}C55 ${start} 45 ${end} 100 ${end}" vector-effect="non-scaling-stroke"/>`;
    });
    return `<svg class="gutter" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${paths.join("")}</svg>`;
}

function middle(index: number, count: number): string {
    return (((index + 0.5) / count) * 100).toFixed(2);
}

/** How the line of one connection passes a box where columns stand below each other. */
export type Stop = "none" | "through" | "start" | "stop" | "end";

/** The lines of all connections beside each box, and beside the heading of each column. */
export interface Stops {
    readonly beforeApps: readonly Stop[];
    readonly apps: readonly (readonly Stop[])[];
    readonly beforeConnections: readonly Stop[];
    readonly connections: readonly (readonly Stop[])[];
    readonly beforeRegistrations: readonly Stop[];
    readonly registrations: readonly (readonly Stop[])[];
}

export function stopsOf({ apps, connections, registrations }: Picture): Stops {
    const [appCount, connectionCount] = [apps.length, connections.length];
    const columns = connections.map(({ registration }, index) => {
        const places = [
            ...apps.flatMap((app, place) => (app.connections.includes(index) ? [place] : [])),
            appCount + index,
            ...(registration === undefined ? [] : [appCount + connectionCount + registration]),
        ];
        return (place: number): Stop => stopAt(place, places);
    });
    const row = (place: number) => columns.map((column) => column(place));
    const between = (place: number) =>
        columns.map(
            (column): Stop =>
                goesOn(column(place - 1)) &&
                (column(place) === "through" || column(place) === "stop" || column(place) === "end")
                    ? "through"
                    : "none",
        );
    return {
        beforeApps: columns.map(() => "none"),
        apps: apps.map((_, index) => row(index)),
        beforeConnections: between(appCount),
        connections: connections.map((_, index) => row(appCount + index)),
        beforeRegistrations: between(appCount + connectionCount),
        registrations: registrations.map((_, index) => row(appCount + connectionCount + index)),
    };
}

function stopAt(place: number, places: readonly number[]): Stop {
    const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
    if (place < first || place > last) return "none";
    if (place === first) return first === last ? "none" : "start";
    if (place === last) return "end";
    return places.includes(place) ? "stop" : "through";
}

function goesOn(stop: Stop): boolean {
    return stop === "start" || stop === "through" || stop === "stop";
}

const gap = 14;
const top = 26;

/** Rails beside a box, as on a map of an underground: upper part of a fixed height with the stops, lower part as high as it comes. */
export function railsOf(stops: readonly Stop[]): string {
    const width = Math.max(stops.length, 1) * gap;
    const line = (index: number, y1: number, y2: number) =>
        `<line class="c${index % 6}" x1="${x(index)}" x2="${x(index)}" y1="${y1}" y2="${y2}"/>`;
    const upper = stops.flatMap((stop, index) => [
        ...(stop === "none" || stop === "start" ? [] : [line(index, 0, top)]),
        ...(goesOn(stop) ? [line(index, top, top * 2)] : []),
        ...(stop === "none" || stop === "through"
            ? []
            : [`<circle class="c${index % 6}" cx="${x(index)}" cy="${top}" r="5"/>`]),
    ]);
    const lower = stops.flatMap((stop, index) => (goesOn(stop) ? [line(index, 0, 100)] : []));
    return `<span class="rails" aria-hidden="true"><svg width="${width}" height="${top * 2}">${upper.join("")}</svg><svg class="lower" width="${width}" viewBox="0 0 ${width} 100" preserveAspectRatio="none">${lower.join("")}</svg></span>`;
}

function x(index: number): number {
    return index * gap + gap / 2;
}
