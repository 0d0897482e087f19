import { createHash } from "node:crypto";
import { askedScopes } from "../consent/scopes.ts";
import { codeLifetimeMs } from "../directory.ts";
import { loginErrors } from "../login-errors.ts";
import { authenticatedClient, credentialsOf, publicClient } from "./client-authentication.ts";
import { type SignIn, signInReply } from "./sign-in-grant.ts";
import { requiredParameter, type TokenReply, type TokenRequest } from "./token-request.ts";

/** What a code stands for. */
export interface CodeContents extends SignIn {
    /** Told apart from every other code, so that it can be redeemed once. */
    readonly id: string;
    readonly redirectUri: string;
    readonly nonce: string | undefined;
    readonly challenge: { readonly value: string; readonly isPlain: boolean } | undefined;
}

/** `grant_type=authorization_code`. A code that was refused for its verifier or its address can be tried again. */
export async function authorizationCodeGrant(request: TokenRequest): Promise<TokenReply> {
    const { directory, form } = request;
    const credentials = credentialsOf(request);
    const sealed = requiredParameter(form, "code");
    const code = directory.sealed.open("0", sealed) as CodeContents | undefined;
    const application =
        code?.isPublic === true
            ? publicClient(directory, credentials)
            : await authenticatedClient(directory, credentials);
    if (code === undefined) throw loginErrors.malformedGrant();
    if (code.appId !== application.appId) throw loginErrors.grantOfOtherClient();
    if (directory.redeemedCodes.get(code.id) !== undefined) throw loginErrors.codeRedeemed();
    if (directory.clock.now().getTime() >= code.issuedAt + codeLifetimeMs) throw loginErrors.grantExpired();
    checkRedirectUri(form.get("redirect_uri") ?? "", code);
    checkVerifier(form.get("code_verifier") ?? "", code);

    const scope = form.get("scope") ?? "";
    const asked = scope === "" ? code.asked : askedScopes(scope, directory.tenantId);
    const { accountId, appId, isOffline, isPublic, issuedAt } = code;
    const signIn = { accountId, appId, asked: code.asked, isOffline, isPublic, issuedAt };
    // Redeemed from here on, so that nobody redeems it meanwhile, unless nothing comes of it.
    directory.redeemedCodes.set(code.id, true);
    return signInReply(request, application, signIn, {
        asked: { ...asked, names: [...new Set([...code.asked.names.filter(isOpenId), ...asked.names])] },
        nonce: code.nonce,
    }).catch((error: unknown) => {
        directory.redeemedCodes.delete(code.id);
        throw error;
    });
}

/** A code that was asked for with `openid` comes with an id token, whatever the redemption says. */
function isOpenId(scope: string): boolean {
    return scope === "openid" || scope === "profile" || scope === "email";
}

function checkRedirectUri(given: string, { redirectUri }: CodeContents): void {
    if (given === "") throw loginErrors.missingReplyAddress();
    if (given !== redirectUri) throw loginErrors.replyAddressMismatch(given, redirectUri);
}

function checkVerifier(verifier: string, { challenge }: CodeContents): void {
    if (challenge === undefined) return;
    const derived = challenge.isPlain ? verifier : createHash("sha256").update(verifier).digest("base64url");
    if (derived !== challenge.value) throw loginErrors.codeVerifierMismatch();
}
