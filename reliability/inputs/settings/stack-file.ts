import { stringify } from "yaml";
import type { RawSettings } from "./valid-settings.ts";

/** Text of a stack file with these settings, as a tool writes it. */
export function stackFileOf(settings: RawSettings): string {
    const config = Object.entries(settings).map(([key, value]) => [`microsoft-connection:${key}`, value]);
    return stringify(
        { config: Object.fromEntries(config) },
        {
            aliasDuplicateObjects: false,
            defaultStringType: "QUOTE_DOUBLE",
            lineWidth: 0,
        },
    );
}
