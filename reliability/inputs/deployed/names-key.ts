import { stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { shapeOf } from "../../../stacks/settings/schema-tree.ts";

const keys = Object.keys(shapeOf(stackSettingsSchema)).join("|");

/** Whether a message names a setting: `connections.acme.organizations[0]`. */
export function namesKey(message: string): boolean {
    return new RegExp(String.raw`(^|[\s'":])(${keys})($|[\s'".:[])`, "m").test(message);
}
