import { z } from "zod";
import { parsedJson } from "./parsed-json.ts";
import { Refusal } from "./refusal.ts";

/** The app registration that deployments sign in as: with a client secret, or with a token that a federated credential of it trusts. */
export type DirectoryCredentials = { readonly tenantId: string; readonly clientId: string } & (
    | { readonly clientSecret: string }
    | {
          /** A token of the trusted issuer, got anew for every sign-in: it lives for minutes. */
          readonly assertion: () => Promise<string>;
      }
);

const tokenReply = z.object({ access_token: z.string() });
const tokenError = z.object({ error: z.string(), error_description: z.string() });
const host = "login.microsoftonline.com";

/** A token for an application itself; what Microsoft's login refuses is thrown as a `Refusal`. */
export async function clientToken(credentials: DirectoryCredentials, scope: string): Promise<string> {
    const { clientId, tenantId } = credentials;
    const response = await fetch(`https://${host}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            ...("clientSecret" in credentials
                ? { client_secret: credentials.clientSecret }
                : {
                      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                      client_assertion: await credentials.assertion(),
                  }),
            scope,
        }),
    });
    const body = parsedJson(await response.text());
    const { data: reply } = tokenReply.safeParse(body);
    if (response.ok && reply !== undefined) return reply.access_token;
    const { data } = tokenError.safeParse(body);
    throw new Refusal(host, response.status, data?.error ?? "error", data?.error_description ?? "");
}
