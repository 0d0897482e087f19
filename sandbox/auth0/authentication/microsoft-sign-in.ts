import { randomBytes } from "node:crypto";
import { log } from "../logs.ts";
import type { Connection } from "../objects.ts";
import { appUrl } from "./app-reply.ts";
import type { Authentication, Resumption } from "./authentication.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { authorizeErrors } from "./authorize-error.ts";
import { signInScopes } from "./connection-scopes.ts";
import { logFailedSignIn } from "./failed-sign-in.ts";
import { signedInUser } from "./signed-in-user.ts";
import type { UpstreamTokens } from "./upstream.ts";

/** Begins a sign-in at Microsoft: the URL to send the browser to. */
export function microsoftUrl(
    authentication: Authentication,
    request: AuthorizationRequest,
    connection: Connection,
): string {
    const { host, parameters, prompts } = request;
    const nonce = randomBytes(24).toString("base64url");
    const state = authentication.transactions.begin({
        connectionId: connection.id,
        host,
        nonce,
        finish: (tokens) => backFromMicrosoft(authentication, request, connection, tokens),
        fail: (error, description) => backWithError(authentication, request, connection, error, description),
    });
    return authentication.upstream.authorizationUrl(connection, {
        host,
        scopes: signInScopes(connection, parameters.get("connection_scope")),
        state,
        nonce,
        loginHint: parameters.get("login_hint"),
        prompt: prompts.find((prompt) => ["login", "select_account", "consent"].includes(prompt)),
        parameters,
    });
}

async function backFromMicrosoft(
    authentication: Authentication,
    request: AuthorizationRequest,
    connection: Connection,
    { profile }: UpstreamTokens,
): Promise<string> {
    const { tenant, sessions } = authentication;
    if (profile === undefined) {
        const { error, message } = authorizeErrors.guessed.noProfile();
        return backWithError(authentication, request, connection, error, message);
    }
    const user = signedInUser(tenant, connection, profile);
    const { host, client } = request;
    const begun = sessions.begin({ userId: user.user_id, connection: connection.name, host });
    log(tenant, {
        type: "s",
        hostname: host,
        client_id: client.client_id,
        user_id: user.user_id,
        connection: connection.name,
    });
    return resumptionUrl(authentication, { request, ...begun });
}

function backWithError(
    authentication: Authentication,
    request: AuthorizationRequest,
    connection: Connection,
    error: string,
    description: string,
): string {
    logFailedSignIn(authentication.tenant, { ...request, connection }, description);
    if (request.responseMode === "form_post") return resumptionUrl(authentication, { request, error, description });
    return appUrl(request, { error, error_description: description });
}

function resumptionUrl({ resumptions }: Authentication, resumption: Resumption): string {
    const state = randomBytes(24).toString("base64url");
    resumptions.set(state, resumption);
    return `https://${resumption.request.host}/authorize/resume?state=${state}`;
}
