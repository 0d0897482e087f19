import { z } from "zod";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { DeployedConnection } from "../deployed.ts";
import { type LedgerGroup, Unexpected } from "../ledger.ts";

const applications = z.object({
    value: z.array(
        z.object({
            passwordCredentials: z.array(z.object({ displayName: z.string().nullable(), endDateTime: z.string() })),
        }),
    ),
});

/** Both slots are at Microsoft until the day that the stack declares, so that a rotation can be taken back. */
export async function slotsAreAtMicrosoft(
    { entraClientId, name, secretSlots }: DeployedConnection,
    directory: GraphDirectory,
    now: Date,
    ledger: LedgerGroup,
): Promise<void> {
    if (secretSlots === undefined) return;
    await ledger.holds(`every client secret of ${name} is valid until its declared end`, async () => {
        const found = applications.parse(
            (await directory.find("/applications", `appId eq '${entraClientId}'`)) ?? { value: [] },
        );
        const secrets = found.value.flatMap(({ passwordCredentials }) => passwordCredentials);
        const slots = Object.entries(secretSlots).filter(([, { ends }]) => Date.parse(ends) > now.getTime());
        for (const [key, { ends, issued }] of slots) {
            const secret = secrets.find(({ displayName }) => displayName === `slot ${key}, issued ${issued}`);
            if (secret === undefined) throw new Unexpected(`Microsoft has no secret of slot ${key}`);
            if (Date.parse(secret.endDateTime) !== Date.parse(ends)) {
                throw new Unexpected(`slot ${key} ends on ${secret.endDateTime}, declared is ${ends}`);
            }
        }
        return [undefined, slots.map(([key, { ends }]) => `${key} until ${ends.slice(0, 10)}`).join(", ")];
    });
}
