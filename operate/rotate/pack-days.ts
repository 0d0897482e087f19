import { z } from "zod";

/** What the policy pack's rules say of a client secret's end, in days. */
export interface PackDays {
    /** `client-secret-ends-in-time`: most days from issue to end. */
    readonly lifetime: number;

    /** `client-secrets-end-apart`: fewest days between the ends of the two slots. */
    readonly apart: number;
}

/** The rules' own defaults. */
const defaults: PackDays = { lifetime: 180, apart: 30 };

const rule = z
    .object({ days: z.int().min(1).optional() })
    .optional()
    .catch(undefined);
const settings = z.object({ "client-secret-ends-in-time": rule, "client-secrets-end-apart": rule }).catch({});

/** The rules' days in a settings file of the pack; what it leaves out has the rules' defaults. */
export function packDays(settingsFile: unknown): PackDays {
    const given = settings.parse(settingsFile ?? {});
    return {
        lifetime: given["client-secret-ends-in-time"]?.days ?? defaults.lifetime,
        apart: given["client-secrets-end-apart"]?.days ?? defaults.apart,
    };
}
