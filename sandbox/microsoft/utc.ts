/**
 * A date-time as Microsoft Graph writes it: in UTC with `Z`, the fraction without its trailing zeros, none where it is nought.
 * Undefined where Graph would not read it (no such day, no offset).
 */
export function utc(text: string): string | undefined {
    const [, dateTime, fraction = "", offset] = dateTimeOffset.exec(text) ?? [];
    if (dateTime === undefined || offset === undefined) return undefined;
    const local = new Date(`${dateTime}Z`);
    if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(dateTime)) return undefined;
    return written(new Date(`${dateTime}${offset}`), fraction);
}

/** An instant as Microsoft Graph writes it. */
export function utcOf(instant: Date): string {
    return written(instant, instant.toISOString().slice(20, 23));
}

/** The same day and time a number of years later; 28 February where there is no 29th. */
export function yearsLater(text: string, years: number): string {
    const later = `${String(Number(text.slice(0, 4)) + years).padStart(4, "0")}${text.slice(4)}`;
    return utc(later) ?? later.replace("-02-29T", "-02-28T");
}

const dateTimeOffset = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)$/;

function written(instant: Date, fraction: string): string {
    const digits = fraction.replace(/0+$/, "");
    return `${instant.toISOString().slice(0, 19)}${digits === "" ? "" : `.${digits}`}Z`;
}
