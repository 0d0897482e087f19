import type { SlotName } from "./client-secret-slots.ts";

/** What Microsoft shows a client secret under: its slot and its generation. */
export function slotDisplayName(slot: SlotName, issued: string): string {
    return `slot ${slot}, issued ${issued}`;
}
