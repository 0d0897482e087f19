import { errors } from "../errors.ts";
import type { Client, Connection } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import { apiAccess } from "./api-access.ts";
import { authorizeErrors } from "./authorize-error.ts";
import { type CodeChallenge, isWellFormed } from "./pkce.ts";
import { connectionNamed } from "./sign-in-connections.ts";

type Parameters = ReadonlyMap<string, string>;

/** Where the answer to an authorization request goes, and how. */
export interface ReturnAddress {
    readonly client: Client;

    /** Domain that was asked. */
    readonly host: string;
    readonly redirectUri: string;

    /** Whether the request named the redirect URI; the token request has to name it again then. */
    readonly namesRedirectUri: boolean;
    readonly responseMode: "query" | "fragment" | "form_post";
    readonly state: string | undefined;
}

/** A request to /authorize that has been found good. */
export interface AuthorizationRequest extends ReturnAddress {
    /** Identifier of an API; undefined for userinfo alone. */
    readonly audience: string | undefined;

    /** What the client gets of the scopes it asked for. */
    readonly scopes: readonly string[];
    readonly nonce: string | undefined;
    readonly challenge: CodeChallenge | undefined;
    readonly prompts: readonly string[];

    /** The connection that the app names; undefined where the person chooses. */
    readonly connection: Connection | undefined;

    /** Seconds. */
    readonly maxAge: number | undefined;

    /** All of them, as they came. */
    readonly parameters: Parameters;
}

/** Where the answer goes. Without a known client and a registered callback URL nothing is sent anywhere. */
export function returnAddressOf(tenant: Tenant, host: string, parameters: Parameters): ReturnAddress {
    const clientId = parameters.get("client_id");
    if (clientId === undefined || clientId === "") throw authorizeErrors.missingClientId();
    const client = tenant.clients.get(clientId);
    if (client === undefined) throw authorizeErrors.unknownClient(clientId);

    const registered = client.callbacks ?? [];
    const given = parameters.get("redirect_uri");
    const redirectUri = given ?? registered[0];
    if (redirectUri === undefined) throw authorizeErrors.missingRedirectUri();
    if (!registered.includes(redirectUri)) throw authorizeErrors.callbackMismatch(redirectUri);
    const responseMode = parameters.get("response_mode");
    return {
        client,
        host,
        redirectUri,
        namesRedirectUri: given !== undefined,
        responseMode: responseMode === "fragment" || responseMode === "form_post" ? responseMode : "query",
        state: parameters.get("state"),
    };
}

/** The request behind a return address, checked. Parameters that Auth0 does not know are ignored, as there. */
export function authorizationRequest(
    tenant: Tenant,
    address: ReturnAddress,
    parameters: Parameters,
): AuthorizationRequest {
    checkServed(parameters);
    checkResponse(parameters);
    const { client } = address;
    if (!client.grant_types.includes("authorization_code")) throw authorizeErrors.grantTypeNotAllowed();
    const connection = parameters.get("connection");
    const maxAge = parameters.get("max_age");
    return {
        ...address,
        ...accessOf(tenant, client, parameters),
        nonce: parameters.get("nonce") || undefined,
        challenge: challengeOf(parameters),
        prompts: words(parameters.get("prompt")),
        connection: connection === undefined ? undefined : connectionNamed(tenant, client, connection),
        maxAge: maxAge === undefined || !/^\d+$/.test(maxAge) ? undefined : Number(maxAge),
        parameters,
    };
}

const unservedParameters = [
    "authorization_details",
    "invitation",
    "organization",
    "request",
    "request_uri",
    "requested_connection",
    "session_transfer_token",
];

function checkServed(parameters: Parameters): void {
    for (const name of unservedParameters) {
        if (parameters.has(name)) throw errors.notServed(`the parameter ${name} at /authorize`);
    }
    if (parameters.get("response_mode") === "web_message") throw errors.notServed("response_mode web_message");
}

function checkResponse(parameters: Parameters): void {
    const type = parameters.get("response_type") ?? "";
    if (type === "") throw authorizeErrors.missingParameter("response_type");
    if (type !== "code") {
        const isKnown = words(type).every((word) => ["code", "token", "id_token"].includes(word));
        throw isKnown ? errors.notServed(`response_type ${type}`) : authorizeErrors.unsupportedResponseType(type);
    }
    const mode = parameters.get("response_mode") ?? "query";
    if (!["query", "fragment", "form_post"].includes(mode)) throw authorizeErrors.guessed.responseMode(mode);
}

function accessOf(tenant: Tenant, client: Client, parameters: Parameters) {
    const audience = parameters.get("audience") || undefined;
    const access = apiAccess(tenant, client, audience, words(parameters.get("scope")));
    if (access === "no such API") throw authorizeErrors.serviceNotFound(audience ?? "");
    if (access === "client not authorized") {
        throw authorizeErrors.notAuthorizedForApi(client.client_id, audience ?? "");
    }
    return { audience, scopes: access.scopes };
}

function challengeOf(parameters: Parameters): CodeChallenge | undefined {
    const value = parameters.get("code_challenge");
    if (value === undefined) return undefined;
    const method = parameters.get("code_challenge_method") ?? "plain";
    if (method !== "S256" && method !== "plain") throw authorizeErrors.guessed.challengeMethod(method);
    if (!isWellFormed(value)) throw authorizeErrors.guessed.challenge();
    return { value, method };
}

function words(text: string | undefined): string[] {
    return (text ?? "").split(" ").filter((word) => word !== "");
}
