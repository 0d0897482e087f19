import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from "jose";

/** Somebody who gives out tokens about workloads, as GitHub does about workflows. */
export interface Issuer {
    readonly issuer: string;

    /** The keys it publishes. */
    readonly keys: JSONWebKeySet;

    /** A token, in its usual form but for what is given. @param claims those that are otherwise */
    token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
}

export const issuerOfWorkflows = "https://token.actions.githubusercontent.com";
export const workflowSubject = "repo:acme/microsoft-connection:environment:prod";

/** @param now time of the tokens */
export async function startIssuer(now: () => Date = () => new Date()): Promise<Issuer> {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    return {
        issuer: issuerOfWorkflows,
        keys: { keys: [{ ...(await exportJWK(publicKey)), kid: "workflows", alg: "RS256", use: "sig" }] },
        token: (claims = {}) => {
            const seconds = Math.floor(now().getTime() / 1000);
            return new SignJWT({
                iss: issuerOfWorkflows,
                sub: workflowSubject,
                aud: "api://AzureADTokenExchange",
                iat: seconds,
                exp: seconds + 300,
                ...claims,
            })
                .setProtectedHeader({ alg: "RS256", kid: "workflows", typ: "JWT" })
                .sign(privateKey);
        },
    };
}
