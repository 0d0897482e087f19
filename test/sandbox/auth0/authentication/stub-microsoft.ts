import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Clock } from "../../../../sandbox/service/clock.ts";
import type { Outbound } from "../../../../sandbox/service/outbound.ts";

export const directoryId = "11111111-2222-3333-4444-555555555555";
export const microsoftClient = { id: "99999999-8888-7777-6666-555555555555", secret: "microsoft-secret" };

/** What Microsoft's token endpoint is asked, and the account behind the code. */
export interface StubMicrosoft {
    readonly outbound: Outbound;

    /** Forms that the token endpoint got, in order. */
    readonly asked: URLSearchParams[];

    /**
     * A code for somebody who has signed in.
     *
     * @param changes of the id token's claims
     * @param answer in place of what the token endpoint would answer for the code
     */
    code(account: StubAccount, nonce: string, changes?: Readonly<Record<string, unknown>>, answer?: object): string;

    /** The next answers of the token endpoint, in its place. */
    readonly answers: (Response | Promise<Response>)[];
}

export interface StubAccount {
    readonly oid: string;
    readonly name: string;
    readonly preferred_username: string;
    readonly email?: string;
}

export const ada: StubAccount = {
    oid: "aaaaaaaa-0000-0000-0000-000000000001",
    name: "Ada Lovelace",
    preferred_username: "ada@acme.example",
    email: "ada@acme.example",
};

/** Microsoft's token endpoint and keys, as Auth0 sees them: for tests of what Auth0 does with their answers. */
export async function stubMicrosoft(clock: () => Clock): Promise<StubMicrosoft> {
    const keys = await generateKeyPair("RS256");
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: "stub", alg: "RS256", use: "sig" };
    const codes = new Map<string, { claims: Record<string, unknown>; answer: object }>();
    const asked: URLSearchParams[] = [];
    const answers: (Response | Promise<Response>)[] = [];

    const token = async (form: URLSearchParams): Promise<Response> => {
        asked.push(form);
        const answer = answers.shift();
        if (answer !== undefined) return answer;
        const known = codes.get(form.get("code") ?? "");
        const now = Math.floor(clock().now().getTime() / 1000);
        const idToken = await new SignJWT({ iat: now, exp: now + 3600, ...known?.claims })
            .setProtectedHeader({ alg: "RS256", kid: "stub" })
            .sign(keys.privateKey);
        return Response.json({
            token_type: "Bearer",
            access_token: "microsoft-access-token",
            refresh_token: "microsoft-refresh-token",
            expires_in: 3599,
            scope: "User.Read",
            id_token: idToken,
            ...known?.answer,
        });
    };

    return {
        asked,
        answers,
        code: (account, nonce, changes = {}, answer = {}) => {
            const code = `code-${codes.size}`;
            const claims = {
                iss: `https://login.microsoftonline.com/${directoryId}/v2.0`,
                aud: microsoftClient.id,
                tid: directoryId,
                sub: `subject-of-${account.oid}`,
                nonce,
                ...account,
                ...changes,
            };
            codes.set(code, { claims, answer });
            return code;
        },
        outbound: async (request) => {
            const { pathname } = new URL(request.url);
            if (pathname.endsWith("/discovery/v2.0/keys")) return Response.json({ keys: [jwk] });
            if (pathname.endsWith("/oauth2/v2.0/token")) return token(new URLSearchParams(await request.text()));
            throw new TypeError(`the stub does not answer ${request.url}`);
        },
    };
}
