import { microsoftGraphHost } from "../../../catalogue/microsoft.ts";
import type { Outbound } from "../../service/outbound.ts";
import type { UpstreamTokens } from "../authentication/upstream.ts";
import type { ConnectedAccount } from "../people.ts";

/**
 * The account at Microsoft that tokens are for: from the id token, or, where `openid` was not asked for, from Microsoft Graph,
 * which `User.Read` opens. What Auth0 really asks is not known; its own example for Microsoft has no `openid`.
 */
export async function upstreamAccount(
    { profile, accessToken }: UpstreamTokens,
    outbound: Outbound,
): Promise<ConnectedAccount["upstream"] | undefined> {
    if (profile !== undefined) return { id: profile.id, username: profile.username };
    const request = new Request(`https://${microsoftGraphHost}/v1.0/me`, {
        headers: { authorization: `Bearer ${accessToken}` },
    });
    const response = await outbound(request).catch(() => undefined);
    if (response?.ok !== true) return undefined;
    const { id, userPrincipalName } = (await response.json()) as { id?: unknown; userPrincipalName?: unknown };
    if (typeof id !== "string") return undefined;
    return { id, username: typeof userPrincipalName === "string" ? userPrincipalName : id };
}
