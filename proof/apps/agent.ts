import { createRequire } from "node:module";
import type * as Stores from "@auth0/ai/stores";
import type * as TokenVault from "@auth0/ai/TokenVault";
import { Refusal } from "../../clouds/refusal.ts";
import type { Session, WebAppSettings } from "./web-app.ts";

// The package's ES modules import without file names, which Node does not take; its CommonJS half is the same code.
const require = createRequire(import.meta.url);

/**
 * The exchange as an AI agent does it: a tool that Auth0's SDK protects. The SDK turns every refusal into a request for the
 * user's consent, so the error says no more than that.
 *
 * @returns the Microsoft token that the tool ran with
 */
export async function exchangeAsAgent(
    { domain, clientId, clientSecret }: WebAppSettings,
    session: Session,
    connection: string,
    scopes: readonly string[],
): Promise<string> {
    const { TokenVaultAuthorizerBase, getAccessTokenFromTokenVault } =
        require("@auth0/ai/TokenVault") as typeof TokenVault;
    const { MemoryStore } = require("@auth0/ai/stores") as typeof Stores;
    const authorizer = new TokenVaultAuthorizerBase(
        { domain, clientId, clientSecret },
        {
            connection,
            scopes: [...scopes],
            refreshToken: async () => session.refreshToken,
            store: new MemoryStore(),
            credentialsContext: "tool-call",
        },
    );
    const tool = authorizer.protect(
        () => ({ threadID: "proof", toolName: "proof", toolCallID: "proof" }),
        async () => getAccessTokenFromTokenVault(),
    );
    try {
        return String(await tool());
    } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        if (code === undefined) throw error;
        throw new Refusal(domain, 401, code, message);
    }
}
