import { randomUUID } from "node:crypto";
import { decodeJwt, SignJWT } from "jose";
import { z } from "zod";
import { answerOf } from "./auth0-answer.ts";
import { rsaPrivateKey } from "./rsa-private-key.ts";

/** Algorithms that Auth0 takes a signed assertion with (Auth0, "Configure Private Key JWT Authentication"). */
export const assertionAlgorithms = ["RS256", "RS384", "PS256"] as const;

/** An application that may use the Management API: the one that deployments sign in with; or a token that somebody got for it. */
export type OperatorCredentials = { readonly domain: string } & (
    | { readonly clientId: string; readonly clientSecret: string }
    | {
          readonly clientId: string;

          /** PEM, PKCS #8 or PKCS #1. */
          readonly privateKey: string;
          readonly signingAlg: (typeof assertionAlgorithms)[number];
      }
    | { readonly apiToken: string }
);

const tokenReply = z.object({ access_token: z.string(), scope: z.string().default("") });

/** A token of the Management API, and what it may do. */
export type ManagementToken = z.infer<typeof tokenReply>;

/** A token of the Management API; what Auth0 refuses is thrown as a `Refusal`. A given token is taken as it is. */
export async function managementToken(credentials: OperatorCredentials): Promise<ManagementToken> {
    if ("apiToken" in credentials) return given(credentials.apiToken);
    const { domain, clientId } = credentials;
    const response = await fetch(`https://${domain}/oauth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
            grant_type: "client_credentials",
            client_id: clientId,
            ...("clientSecret" in credentials
                ? { client_secret: credentials.clientSecret }
                : {
                      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                      client_assertion: await assertion(credentials),
                  }),
            audience: `https://${domain}/api/v2/`,
        }),
    });
    return tokenReply.parse(await answerOf(domain, response));
}

type ByKey = Extract<OperatorCredentials, { readonly privateKey: string }>;

/** Signed by the application's key, good for two minutes and for this tenant. */
async function assertion({ clientId, domain, privateKey, signingAlg }: ByKey): Promise<string> {
    return new SignJWT()
        .setProtectedHeader({ alg: signingAlg })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(`https://${domain}/`)
        .setIssuedAt()
        .setExpirationTime("2 minutes")
        .setJti(randomUUID())
        .sign(rsaPrivateKey(privateKey));
}

/** What a given token may do stands in it, where it can be read. */
function given(token: string): ManagementToken {
    try {
        const { scope } = decodeJwt<{ scope?: string }>(token);
        return { access_token: token, scope: scope ?? "" };
    } catch {
        return { access_token: token, scope: "" };
    }
}
