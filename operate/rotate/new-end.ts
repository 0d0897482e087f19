import { dayOf, daysLater, wholeDays } from "./days.ts";
import { dueOf } from "./urgency.ts";

/** What the end of a client secret has to keep to. */
export interface EndRules {
    /** Most days from issue to end. */
    readonly lifetimeDays: number;

    /** Fewest days between the ends of the two slots. */
    readonly apartDays: number;
}

/**
 * The day a secret ends that is issued on a day: as late as allowed, and apart from the other slot's end; undefined where no such day
 * leaves the secret time before its next rotation is due.
 */
export function newEnd(issued: string, otherEnds: string, { apartDays, lifetimeDays }: EndRules): string | undefined {
    const longest = daysLater(issued, lifetimeDays);
    const gap = Math.abs(Date.parse(longest) - Date.parse(otherEnds)) / dayLength;
    if (gap >= apartDays) return longest;
    // The day of an earlier moment is never nearer to it.
    const before = daysLater(dayOf(otherEnds), -apartDays);
    return wholeDays(issued, before) > dueOf(lifetimeDays).soonDays ? before : undefined;
}

/** The first day of issue on which a secret may end after the other slot's, and apart from it. */
export function firstDayThatFits(otherEnds: string, { apartDays, lifetimeDays }: EndRules): string {
    const end = new Date(Date.parse(otherEnds) + apartDays * dayLength - lifetimeDays * dayLength);
    const day = dayOf(end);
    return Date.parse(day) < end.getTime() ? daysLater(day, 1) : day;
}

const dayLength = 24 * 60 * 60 * 1000;
