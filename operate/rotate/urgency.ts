import { wholeDays } from "./days.ts";

/** How much of a hurry there is to rotate. */
export type Urgency = "fine" | "soon" | "late" | "ended";

/** From the least to the most. */
const urgencies: readonly Urgency[] = ["fine", "soon", "late", "ended"];

/** Exit code of `npm run rotate -- --check`; 1 stays for what could not be checked, 2 for nothing. */
export const exitCodes: Readonly<Record<Urgency, number>> = { fine: 0, soon: 3, late: 4, ended: 5 };

/** From how many days left on a rotation is due. */
export interface Due {
    readonly soonDays: number;
    readonly lateDays: number;
}

/**
 * A quarter of a secret's life, at most 45 days, is time for a reviewed change with weekly reminders; a third of that, at most 14 days,
 * is late. With the usual 180 days: 45 and 14; with 30 days: 7 and 2.
 *
 * @param soonDays what the person asks for instead
 */
export function dueOf(secretLifetimeDays: number, soonDays = Math.min(45, Math.floor(secretLifetimeDays / 4))): Due {
    return { soonDays, lateDays: Math.min(14, Math.floor(soonDays / 3)) };
}

/** How urgent a rotation is when the active secret ends at a moment. */
export function urgencyOf(ends: string, now: Date, { lateDays, soonDays }: Due): Urgency {
    if (Date.parse(ends) <= now.getTime()) return "ended";
    const left = wholeDays(now, ends);
    if (left <= lateDays) return "late";
    return left <= soonDays ? "soon" : "fine";
}

/** The most urgent of several. */
export function mostUrgent(all: readonly Urgency[]): Urgency {
    return urgencies.findLast((urgency) => all.includes(urgency)) ?? "fine";
}
