import { askedScopes } from "../consent/scopes.ts";
import { loginErrors } from "../login-errors.ts";
import { authenticatedClient, credentialsOf, publicClient } from "./client-authentication.ts";
import { type SignIn, signInReply } from "./sign-in-grant.ts";
import { requiredParameter, type TokenReply, type TokenRequest } from "./token-request.ts";

const inactivityMs = 90 * 24 * 60 * 60 * 1000;

/**
 * `grant_type=refresh_token`. Every answer has a new refresh token, good for 90 days from then on; Microsoft leaves the one
 * before as it is. What it may be exchanged for is what is consented to now, which can be more or less than at the sign-in.
 */
export async function refreshTokenGrant(request: TokenRequest): Promise<TokenReply> {
    const { directory, form } = request;
    const credentials = credentialsOf(request);
    const signIn = directory.sealed.open("1", requiredParameter(form, "refresh_token")) as SignIn | undefined;
    const application =
        signIn?.isPublic === true
            ? publicClient(directory, credentials)
            : await authenticatedClient(directory, credentials);
    if (signIn === undefined) throw loginErrors.malformedGrant();
    if (signIn.appId !== application.appId) throw loginErrors.grantOfOtherClient();
    if (directory.clock.now().getTime() >= signIn.issuedAt + inactivityMs) {
        throw loginErrors.refreshTokenExpired(new Date(signIn.issuedAt));
    }
    const scope = form.get("scope") ?? "";
    const asked = scope === "" ? signIn.asked : askedScopes(scope, directory.tenantId);
    return signInReply(request, application, signIn, { asked, nonce: undefined });
}
