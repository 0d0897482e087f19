import { createHash } from "node:crypto";
import type { Account } from "../account.ts";

const day = 24 * 60 * 60 * 1000;

/** An id in the manner of Microsoft's for the n-th thing of an account: always the same one. */
export function madeUpId({ id }: Account, kind: string, index: number): string {
    return `AAMk${createHash("sha256").update(`${id} ${kind} ${index}`).digest("base64url")}=`;
}

/** Which of so many choices an account has: always the same one, so that two accounts do not look alike. */
export function madeUpChoice<T>({ id }: Account, choices: readonly T[], index: number): T {
    const offset = createHash("sha256").update(id).digest()[0] ?? 0;
    const choice = choices[(offset + index) % choices.length];
    if (choice === undefined) throw new Error("there is nothing to choose from");
    return choice;
}

/** A time of day, so many days from today. */
export function atHour(now: Date, days: number, hour: number, minutes = 0): Date {
    const midnight = Math.floor(now.getTime() / day) * day;
    return new Date(midnight + days * day + (hour * 60 + minutes) * 60 * 1000);
}
