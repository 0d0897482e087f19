import { stringify } from "yaml";
import type { ClientSecretSettings } from "../../stacks/settings/settings.ts";
import type { SlotChange } from "./slot-change.ts";

/** What a person is to write where the stack file cannot be edited safely. */
export function byHand(change: SlotChange, { active, slots }: ClientSecretSettings): string {
    const changed =
        change.kind === "renew"
            ? { active: change.slot, slots: { ...slots, [change.slot]: change.after } }
            : { active, slots: { [change.active.slot]: slots[change.active.slot] } };
    return stringify({ clientSecret: changed }, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" })
        .trimEnd()
        .replaceAll(/^/gm, "      ");
}
