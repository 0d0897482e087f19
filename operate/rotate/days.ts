/** Day of a moment in UTC, `YYYY-MM-DD`. */
export function dayOf(moment: Date | string): string {
    return new Date(moment).toISOString().slice(0, 10);
}

/** The day some days after another, or before it. */
export function daysLater(day: string, days: number): string {
    return dayOf(new Date(Date.parse(day) + days * dayLength));
}

/** Whole days from one moment to another; the one that has begun does not count. */
export function wholeDays(from: Date | string, to: Date | string): number {
    return Math.floor((new Date(to).getTime() - new Date(from).getTime()) / dayLength);
}

/** `1 day`, `12 days`. */
export function daysText(days: number): string {
    return days === 1 ? "1 day" : `${days} days`;
}

const dayLength = 24 * 60 * 60 * 1000;
