import { type AskedScopes, askedScopes } from "../consent/scopes.ts";
import type { Directory } from "../directory.ts";
import { errors } from "../errors.ts";
import { LoginError, loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { refuseParameters } from "../unserved.ts";
import { authorityProblem } from "./account-rules.ts";
import { type Authority, authorityOf } from "./authority.ts";
import { registeredPlatform } from "./redirect-uri-match.ts";
import { type ReturnAddress, ReturnedError } from "./return-address.ts";

/** A request to sign somebody in, as an application made it. */
export interface AuthorizeRequest {
    readonly authority: Authority;
    readonly application: StoredApplication;
    readonly address: ReturnAddress;

    /** The redirect URI is one of an app without a secret. */
    readonly isPublic: boolean;
    readonly asked: AskedScopes;
    readonly nonce: string | undefined;
    readonly prompt: Prompt | undefined;
    readonly loginHint: string | undefined;
    readonly challenge: { readonly value: string; readonly isPlain: boolean } | undefined;

    /** For Microsoft's own libraries: the answer says who signed in, in a form of theirs. */
    readonly wantsClientInfo: boolean;

    /** The path and the query it came with, which the pages hand on from one to the next. */
    readonly tenant: string;
    readonly query: string;
}

export type Prompt = "none" | "login" | "consent" | "select_account";

/** `domain_hint` only spares a step that the sandbox has not. `claims`, `id_token_hint` and request objects are not served. */
const served = [
    "client_id",
    "client_info",
    "code_challenge",
    "code_challenge_method",
    "domain_hint",
    "login_hint",
    "nonce",
    "prompt",
    "redirect_uri",
    "response_mode",
    "response_type",
    "scope",
    "state",
];

/**
 * Reads the query of `/authorize`. Until the redirect URI is known to be the application's, a refusal is shown on a page;
 * from then on the application is told.
 */
export function authorizeRequest(directory: Directory, tenant: string, query: URLSearchParams): AuthorizeRequest {
    refuseParameters(query, "the sign-in", served);
    const authority = authorityOf(directory, tenant);
    if (authority === undefined) throw loginErrors.tenantNotFound(tenant);
    const clientId = required(query, "client_id");
    const application = directory.applicationWithAppId(clientId);
    if (application === undefined) throw loginErrors.applicationNotFound(clientId, directory.tenantId);
    const problem = authorityProblem(directory, application, authority);
    if (problem !== undefined) throw problem;
    const redirectUri = query.get("redirect_uri") ?? "";
    if (redirectUri === "") throw loginErrors.noRedirectUri();
    const platform = registeredPlatform(application, redirectUri);
    if (platform === undefined) throw loginErrors.redirectUriMismatch(redirectUri, application);
    if (platform === "spa") throw errors.notServed("Sign-in to a single-page application");

    const address: ReturnAddress = {
        redirectUri,
        responseMode: responseMode(query),
        state: query.get("state") ?? undefined,
    };
    try {
        return {
            ...{ authority, application, address, isPublic: platform === "publicClient", tenant },
            ...parameters(directory, query),
            query: query.toString(),
        };
    } catch (error) {
        throw error instanceof LoginError ? new ReturnedError(address, error) : error;
    }
}

function parameters(directory: Directory, query: URLSearchParams) {
    checkResponse(query);
    const asked = askedScopes(required(query, "scope"), directory.tenantId);
    return {
        asked,
        nonce: query.get("nonce") ?? undefined,
        prompt: promptOf(query),
        loginHint: query.get("login_hint")?.trim() || undefined,
        challenge: challengeOf(query),
        wantsClientInfo: query.get("client_info") === "1",
    };
}

function checkResponse(query: URLSearchParams): void {
    const responseType = required(query, "response_type");
    const words = responseType.split(" ");
    if (words.some((word) => word !== "code" && word !== "token" && word !== "id_token")) {
        throw loginErrors.responseTypeNotSupported(responseType);
    }
    const implicit = words.find((word) => word !== "code");
    if (implicit !== undefined) throw loginErrors.responseTypeNotEnabled(implicit);
    const mode = query.get("response_mode");
    if (mode !== null && !isResponseMode(mode)) throw loginErrors.responseModeNotSupported(mode);
}

function responseMode(query: URLSearchParams): ReturnAddress["responseMode"] {
    const mode = query.get("response_mode");
    return mode !== null && isResponseMode(mode) ? mode : "query";
}

function isResponseMode(mode: string): mode is ReturnAddress["responseMode"] {
    return mode === "query" || mode === "fragment" || mode === "form_post";
}

function promptOf(query: URLSearchParams): Prompt | undefined {
    const prompt = query.get("prompt");
    if (prompt === null || prompt === "") return undefined;
    if (prompts.includes(prompt as Prompt)) return prompt as Prompt;
    throw loginErrors.promptNotSupported();
}

const prompts: readonly Prompt[] = ["none", "login", "consent", "select_account"];

function challengeOf(query: URLSearchParams): AuthorizeRequest["challenge"] {
    const value = query.get("code_challenge");
    const method = query.get("code_challenge_method");
    if (value === null) {
        if (method !== null) throw loginErrors.missingParameter("code_challenge");
        return undefined;
    }
    if (!/^[\w.~-]{43,128}$/.test(value)) throw loginErrors.codeChallengeSize();
    if (method !== null && method !== "plain" && method !== "S256") throw loginErrors.codeChallengeMethod();
    return { value, isPlain: method !== "S256" };
}

function required(query: URLSearchParams, name: string): string {
    const value = query.get(name)?.trim() ?? "";
    if (value === "") throw loginErrors.missingParameter(name);
    return value;
}
