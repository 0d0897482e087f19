const shape =
    /^(?<day>20\d{2}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?(?: ?(?<zone>Z|UTC|[+-]\d{2}:?\d{2})( \S+)?)?$/i;

/**
 * The moment a text stands for, as `YYYY-MM-DDTHH:MM:SSZ`; nothing if there is no such day or time. Understands what people
 * write, and what Pulumi makes of a date without quotes (`2027-04-30 00:00:00 +0000 UTC`).
 */
export function momentFrom(text: string): string | undefined {
    const { day, time = "00:00", zone = "Z" } = shape.exec(text.trim())?.groups ?? {};
    if (day === undefined || dayFrom(day) === undefined) return undefined;
    const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : "Z";
    return written(Date.parse(`${day}T${time}${offset}`));
}

/** The day a text begins with, as `YYYY-MM-DD`; nothing if there is no such day. */
export function dayFrom(text: string): string | undefined {
    const day = text.trim().slice(0, 10);
    if (!/^20\d{2}-\d{2}-\d{2}$/.test(day)) return undefined;
    // JavaScript reads 2027-02-30 as the second of March.
    return written(Date.parse(`${day}T00:00:00Z`))?.startsWith(day) ? day : undefined;
}

/** Days from one moment to another. */
export function daysBetween(from: string, to: string): number {
    return (Date.parse(to) - Date.parse(from)) / dayLength;
}

/** The moment some days after a day's start, as `YYYY-MM-DDTHH:MM:SSZ`. */
export function daysAfter(day: string, days: number): string {
    return written(Date.parse(day) + days * dayLength) ?? day;
}

const dayLength = 24 * 60 * 60 * 1000;

/** Whole seconds: Microsoft Graph gives no fraction back, and a differing text replaces the secret. */
function written(time: number): string | undefined {
    return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
