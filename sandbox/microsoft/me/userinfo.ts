import { microsoftGraphHost } from "../../../catalogue/microsoft.ts";
import type { Directory } from "../directory.ts";
import { errors } from "../errors.ts";
import type { MicrosoftContext } from "../graph-reply.ts";
import { refuseOptions } from "../odata.ts";
import { pairwiseSubject } from "../token/user-tokens.ts";
import { userCallerOf } from "./user-caller.ts";

/** GET or POST /oidc/userinfo: who signed in, as far as the token's scopes tell. */
export async function userinfo(directory: Directory, c: MicrosoftContext): Promise<Response> {
    refuseOptions(new URL(c.req.url).searchParams, []);
    const { account, appId, scopes } = await userCallerOf(directory, c.req.header("authorization"));
    if (!scopes.has("openid")) throw errors.insufficientPrivileges();
    const [givenName = account.displayName, ...familyName] = account.displayName.split(" ");
    const profile = {
        name: account.displayName,
        ...(familyName.length === 0 ? {} : { family_name: familyName.join(" ") }),
        given_name: givenName,
        picture: `https://${microsoftGraphHost}/v1.0/me/photo/$value`,
    };
    return c.json({
        sub: pairwiseSubject(account, appId),
        ...(scopes.has("profile") ? profile : {}),
        ...(scopes.has("email") ? { email: account.username } : {}),
    });
}
