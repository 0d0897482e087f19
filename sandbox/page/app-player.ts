import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { connectedAccountsScopes } from "../../catalogue/auth0.ts";
import type { World } from "../world.ts";
import { type Actor, message, type Stage } from "./message.ts";
import { actorNames } from "./sentences.ts";
import { actorAt, sendAndListen } from "./services.ts";
import { decoded } from "./shown.ts";
import { type Pending, remember, type Walk } from "./walk.ts";

const tokenAnswer = z.object({
    access_token: z.string(),
    refresh_token: z.string().optional(),
    id_token: z.string().optional(),
    scope: z.string().optional(),
});

const connectAnswer = z.object({
    auth_session: z.string(),
    connect_uri: z.string(),
    connect_params: z.object({ ticket: z.string() }),
});

const refused = z.object({
    error: z.string().optional(),
    error_description: z.string().optional(),
    title: z.string().optional(),
    detail: z.string().optional(),
});

/** A service said no; the walk keeps what it said. */
export class Refused extends Error {}

/** Sign-in at Auth0, which the browser is sent to. */
export function signInUrl(walk: Walk): string {
    const { pending, challenge } = begun("sign-in");
    walk.stage = "sign-in";
    walk.pending = pending;
    const { settings, clientId } = walk.client;
    return `https://${walk.domain}/authorize?${new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: walk.redirectUri,
        scope: settings["AUTH0_SCOPE"] ?? "openid profile email offline_access",
        ...(settings["AUTH0_AUDIENCE"] === undefined ? {} : { audience: settings["AUTH0_AUDIENCE"] }),
        // A connection for Token Vault alone signs nobody in: Auth0 asks which of the others to take.
        ...(walk.connection.signIn ? { connection: walk.connection.name } : {}),
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: challenge,
        code_challenge_method: "S256",
    })}`;
}

/** The app redeems the code that the browser has brought. */
export async function redeem(world: World, walk: Walk, pending: Pending, code: string): Promise<void> {
    const answer = tokenAnswer.parse(
        await talk(world, walk, {
            stage: "sign-in",
            from: "app",
            sentence: ofApp(
                walk,
                "The app redeems the code with its client secret and the PKCE verifier, and learns who signed in.",
                "The app in the browser redeems the code with the PKCE verifier alone: it has no secret to keep.",
            ),
            request: tokenRequest(walk, {
                grant_type: "authorization_code",
                ...ownSecret(walk),
                code,
                redirect_uri: walk.redirectUri,
                code_verifier: pending.verifier,
            }),
        }),
    );
    walk.tokens = { accessToken: answer.access_token, refreshToken: answer.refresh_token };
    const claims = decoded(answer.id_token ?? "")?.claims ?? {};
    walk.person = [claims["name"], claims["email"], claims["sub"]].find((claim) => typeof claim === "string") as string;
}

/** The app asks Auth0 to connect a Microsoft account. @returns where the browser goes */
export async function connectUrl(world: World, walk: Walk): Promise<string> {
    const accessToken = await myAccountToken(world, walk);
    const { pending, challenge } = begun("connect");
    const answer = connectAnswer.parse(
        await talk(world, walk, {
            stage: "connect",
            from: "app",
            sentence:
                "The app asks the My Account API to connect a Microsoft account, and names every scope it wants from Microsoft.",
            request: myAccountRequest(walk, "connect", accessToken, {
                connection: walk.connection.name,
                redirect_uri: walk.redirectUri,
                state: pending.state,
                code_challenge: challenge,
                code_challenge_method: "S256",
                scopes: walk.client.connectScopes[walk.connection.name] ?? [],
            }),
        }),
    );
    walk.pending = { ...pending, authSession: answer.auth_session };
    return `${answer.connect_uri}?${new URLSearchParams({ ticket: answer.connect_params.ticket })}`;
}

/** The app completes the connection with the code that the browser has brought. */
export async function complete(world: World, walk: Walk, pending: Pending, connectCode: string): Promise<void> {
    const accessToken = await myAccountToken(world, walk);
    const answer = z.object({ scopes: z.array(z.string()).default([]) }).parse(
        await talk(world, walk, {
            stage: "connect",
            from: "app",
            sentence: "The app completes the connection: from now on the vault holds Microsoft's refresh token.",
            request: myAccountRequest(walk, "complete", accessToken, {
                auth_session: pending.authSession,
                connect_code: connectCode,
                redirect_uri: walk.redirectUri,
                code_verifier: pending.verifier,
            }),
        }),
    );
    walk.connected = answer.scopes;
}

/** A token for the My Account API, by the refresh token that is good for several resources. */
async function myAccountToken(world: World, walk: Walk): Promise<string> {
    const answer = tokenAnswer.parse(
        await talk(world, walk, {
            stage: "connect",
            from: "app",
            sentence:
                "One refresh token is good for several APIs: with it the app gets a token for the My Account API.",
            request: tokenRequest(walk, {
                grant_type: "refresh_token",
                ...ownSecret(walk),
                refresh_token: walk.tokens?.refreshToken ?? "",
                audience: `https://${walk.domain}/me/`,
                scope: connectedAccountsScopes.join(" "),
            }),
        }),
    );
    // A single-page app's refresh token rotates: the one that was used is gone.
    if (answer.refresh_token !== undefined && walk.tokens !== undefined) {
        walk.tokens = { ...walk.tokens, refreshToken: answer.refresh_token };
    }
    return answer.access_token;
}

function begun(stage: Pending["stage"]): { pending: Pending; challenge: string } {
    const [state, nonce, verifier] = [random(), random(), random()];
    return {
        pending: { stage, state, nonce, verifier },
        challenge: createHash("sha256").update(verifier).digest("base64url"),
    };
}

function random(): string {
    return randomBytes(32).toString("base64url");
}

function ownSecret({ client, clientSecret }: Walk): Record<string, string> {
    return client.kind === "spa" || clientSecret === undefined ? {} : { client_secret: clientSecret };
}

export function ofApp({ client }: Walk, web: string, spa: string): string {
    return client.kind === "spa" ? spa : web;
}

/** A request to the token endpoint, as the app itself unless the fields name another client. */
export function tokenRequest(walk: Walk, fields: Readonly<Record<string, string>>): Request {
    return new Request(`https://${walk.domain}/oauth/token`, {
        method: "POST",
        headers: { host: walk.domain, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ client_id: walk.client.clientId, ...fields }).toString(),
    });
}

function myAccountRequest(walk: Walk, act: "connect" | "complete", accessToken: string, body: object): Request {
    return new Request(`https://${walk.domain}/me/v1/connected-accounts/${act}`, {
        method: "POST",
        headers: {
            host: walk.domain,
            authorization: `Bearer ${accessToken}`,
            "content-type": "application/json",
        },
        body: JSON.stringify(body),
    });
}

export interface Talk {
    readonly stage: Stage;
    readonly from: Actor;
    readonly sentence: string;
    readonly request: Request;
}

/** Sends a request, remembers it with its answer, and gives the answer's body. @throws Refused for an answer that says no */
export async function talk(world: World, walk: Walk, { request, ...about }: Talk): Promise<unknown> {
    walk.stage = about.stage;
    const start = performance.now();
    const requestBody = await request.clone().text();
    const { response, meanwhile } = await sendAndListen(world, request);
    const responseBody = await response.text();
    const to = actorAt(new URL(request.url));
    const milliseconds = performance.now() - start;
    remember(
        walk,
        message({ ...about, to }, { request, requestBody, response, responseBody, milliseconds, meanwhile }),
    );
    const json: unknown = responseBody === "" ? undefined : JSON.parse(responseBody);
    if (response.ok) return json;
    walk.refusal = { stage: about.stage, by: actorNames[to], status: response.status, ...refusalIn(json) };
    throw new Refused();
}

/** What an answer says, in the OAuth shape, the My Account API's, or Graph's. */
function refusalIn(json: unknown): { error: string; description: string } {
    const graph = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).safeParse(json);
    if (graph.success) return { error: graph.data.error.code, description: graph.data.error.message };
    const { error, error_description, title, detail } = refused.safeParse(json).data ?? {};
    return { error: error ?? title ?? "refused", description: error_description ?? detail ?? "" };
}
