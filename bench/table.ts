/** One figure of the bench. */
export interface Row {
    readonly what: string;

    /** Unit or kind: `seconds`, `calls`. */
    readonly figure: string;
    readonly median: number | undefined;

    /** The least it could be, measured in the same run. */
    readonly floor: number | undefined;
}

/** The figures as a plain table, with the ratio to the floor. */
export function table(rows: readonly Row[]): string {
    const cells = [
        ["what", "figure", "median", "floor", "ratio"],
        ...rows.map(({ what, figure, median, floor }) => [
            what,
            figure,
            shown(median),
            shown(floor),
            median === undefined || !floor ? "" : shown(median / floor),
        ]),
    ];
    const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
    return cells
        .map((row) =>
            row
                .map((cell, column) =>
                    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
                )
                .join("  ")
                .trimEnd(),
        )
        .join("\n");
}

/** Three digits that matter. */
function shown(value: number | undefined): string {
    if (value === undefined) return "";
    return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
