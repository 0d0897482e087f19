import type { ChangeReport } from "../report.ts";

const orders = {
    "delete-first": ", the old one is deleted before the new one is made",
    "create-first": ", the new one is made before the old one is deleted",
} as const;

/** What is said of a replacement, behind its name; nothing of other changes. */
export function replacementOrder({ order }: ChangeReport): string {
    return order === undefined ? "" : orders[order];
}
