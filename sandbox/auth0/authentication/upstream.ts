import { createRemoteJWKSet, customFetch, errors as joseErrors, jwtVerify } from "jose";
import { microsoftLoginHost } from "../../../catalogue/microsoft.ts";
import type { Outbound } from "../../service/outbound.ts";
import type { Connection } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import { microsoftEndpoints } from "./microsoft-authority.ts";
import { UpstreamError } from "./upstream-error.ts";
import { addUpstreamParameters } from "./upstream-parameters.ts";
import { profileOf, type UpstreamProfile } from "./upstream-profile.ts";

export { UpstreamError } from "./upstream-error.ts";
export type { UpstreamProfile } from "./upstream-profile.ts";

/** What Microsoft gave for a code or a refresh token. */
export interface UpstreamTokens {
    readonly accessToken: string;
    readonly refreshToken: string | undefined;

    /** Milliseconds of the tenant's clock. */
    readonly expiresAt: number;

    /** As Microsoft answered. */
    readonly scope: string;

    /** With an id token only. */
    readonly profile: UpstreamProfile | undefined;
}

/** What a browser is sent to Microsoft with. */
export interface UpstreamRequest {
    /** Domain that Microsoft sends the browser back to. */
    readonly host: string;
    readonly scopes: readonly string[];
    readonly state: string;
    readonly nonce: string;
    readonly loginHint?: string | undefined;
    readonly prompt?: string | undefined;

    /** The app's own parameters, which a connection's `upstream_params` may pass on. @default none */
    readonly parameters?: ReadonlyMap<string, string>;
}

/** Auth0 as a client of Microsoft. Whatever Microsoft refuses is thrown as an `UpstreamError`. */
export class Upstream {
    private readonly tenant: Tenant;
    private readonly outbound: Outbound;
    private readonly keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

    constructor(tenant: Tenant, outbound: Outbound) {
        this.tenant = tenant;
        this.outbound = outbound;
    }

    /** Where to send the browser, so that somebody signs in at Microsoft and comes back to `/login/callback`. */
    authorizationUrl(connection: Connection, request: UpstreamRequest): string {
        const url = new URL(microsoftEndpoints(connection).authorize);
        const set = (name: string, value: string | undefined) => {
            if (value !== undefined && value !== "") url.searchParams.set(name, value);
        };
        set("client_id", clientOf(connection).id);
        set("redirect_uri", callbackUrl(request.host));
        set("response_type", "code");
        set("response_mode", "query");
        set("scope", request.scopes.join(" "));
        set("login_hint", request.loginHint);
        set("prompt", request.prompt);
        addUpstreamParameters(url, connection, request.parameters ?? new Map());
        set("state", request.state);
        set("nonce", request.nonce);
        return url.href;
    }

    /** The tokens for the code that the browser came back with. */
    async redeem(
        connection: Connection,
        { host, code, nonce }: { readonly host: string; readonly code: string; readonly nonce: string },
    ): Promise<UpstreamTokens> {
        const grant = { grant_type: "authorization_code", code, redirect_uri: callbackUrl(host) };
        return this.tokens(connection, grant, nonce);
    }

    /** Fresh tokens for a refresh token. */
    async refresh(connection: Connection, refreshToken: string, scopes: readonly string[]): Promise<UpstreamTokens> {
        const grant = { grant_type: "refresh_token", refresh_token: refreshToken, scope: scopes.join(" ") };
        return this.tokens(connection, grant, undefined);
    }

    private async tokens(
        connection: Connection,
        grant: Readonly<Record<string, string>>,
        nonce: string | undefined,
    ): Promise<UpstreamTokens> {
        const { id, secret } = clientOf(connection);
        const body = new URLSearchParams({ client_id: id, client_secret: secret, ...grant });
        const reply = await this.post(microsoftEndpoints(connection).token, body);
        return {
            accessToken: text(reply["access_token"]) ?? "",
            refreshToken: text(reply["refresh_token"]),
            expiresAt: this.tenant.clock.now().getTime() + Number(reply["expires_in"] ?? 0) * 1000,
            scope: text(reply["scope"]) ?? "",
            profile: await this.profile(connection, text(reply["id_token"]), nonce),
        };
    }

    private async post(url: string, body: URLSearchParams): Promise<Readonly<Record<string, unknown>>> {
        const reply = await this.outbound(new Request(url, { method: "POST", body })).then(
            async (response) => ({ ok: response.ok, body: parsedObject(await response.text()) }),
            (error: unknown) => {
                throw unreachable(error);
            },
        );
        if (reply.ok && reply.body !== undefined) return reply.body;
        const { error, error_description: description } = reply.body ?? {};
        throw new UpstreamError(
            text(error) ?? "server_error",
            text(description) ?? "Microsoft's answer is no JSON object",
        );
    }

    private async profile(
        connection: Connection,
        idToken: string | undefined,
        nonce: string | undefined,
    ): Promise<UpstreamProfile | undefined> {
        if (idToken === undefined) return undefined;
        try {
            const { payload } = await jwtVerify(idToken, this.keySet(microsoftEndpoints(connection).keys), {
                algorithms: ["RS256"],
                audience: clientOf(connection).id,
                currentDate: this.tenant.clock.now(),
                requiredClaims: ["sub", "tid"],
            });
            // One issuer per directory; the keys are the same for all (Microsoft, "ID tokens").
            const isIssuer = payload.iss === `https://${microsoftLoginHost}/${payload["tid"]}/v2.0`;
            const isNonce = nonce === undefined || payload["nonce"] === nonce;
            if (!isIssuer || !isNonce) throw new UpstreamError("invalid_request", "ID token: wrong issuer or nonce");
            return profileOf(connection, payload);
        } catch (error) {
            throw error instanceof joseErrors.JOSEError
                ? new UpstreamError("invalid_request", `ID token: ${error.message}`)
                : error;
        }
    }

    private keySet(url: string): ReturnType<typeof createRemoteJWKSet> {
        const known = this.keySets.get(url);
        if (known !== undefined) return known;
        const keySet = createRemoteJWKSet(new URL(url), {
            [customFetch]: (address, init) => this.outbound(new Request(address, init)),
        });
        this.keySets.set(url, keySet);
        return keySet;
    }
}

/** Auth0's callback URL on a domain: the one for sign-in and for connecting. */
function callbackUrl(host: string): string {
    return `https://${host}/login/callback`;
}

function clientOf({ options }: Connection): { readonly id: string; readonly secret: string } {
    return { id: text(options["client_id"]) ?? "", secret: text(options["client_secret"]) ?? "" };
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function parsedObject(body: string): Readonly<Record<string, unknown>> | undefined {
    try {
        const parsed: unknown = JSON.parse(body);
        return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
    } catch {
        // No JSON: the caller says so.
        return undefined;
    }
}

function unreachable(error: unknown): Error {
    return error instanceof TypeError ? new UpstreamError("server_error", error.message) : (error as Error);
}
