import { saysNotFound } from "../infra/not-there-yet.ts";
import type { Providers } from "./lookups.ts";
import { providerText } from "./provider-refusals.ts";

/**
 * Client secrets that connections have at Auth0; of a connection that is not there yet, none.
 *
 * @param names what Auth0 calls the connections
 * @throws where one cannot be looked up, or its secret is not shown to these credentials
 */
export async function secretsInUse(
    names: readonly string[],
    { getConnection }: Pick<Providers, "getConnection">,
): Promise<string[]> {
    const secrets = await Promise.all(
        names.map(async (name) => {
            try {
                const { options } = await getConnection({ name, skipEnabledClients: true });
                return [options[0]?.clientSecret ?? ""];
            } catch (error) {
                const text = providerText(error);
                if (saysNotFound(text)) return [];
                throw new Error(`connection "${name}" could not be looked up: ${text}`);
            }
        }),
    );
    if (secrets.flat().includes(""))
        throw new Error("these credentials are not shown which secret the connections have");
    return secrets.flat();
}
