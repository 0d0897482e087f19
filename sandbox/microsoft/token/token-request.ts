import type { Directory } from "../directory.ts";
import type { Authority } from "../login/authority.ts";
import { loginErrors } from "../login-errors.ts";

/** A request to the token endpoint of an authority that Microsoft knows. */
export interface TokenRequest {
    readonly directory: Directory;
    readonly authority: Authority;
    readonly form: URLSearchParams;

    /** The `Authorization` header; the client may say there who it is. */
    readonly authorization: string | undefined;
}

/** What the token endpoint answers. */
export interface TokenReply {
    readonly token_type: "Bearer";
    readonly scope?: string;
    readonly expires_in: number;
    readonly ext_expires_in: number;
    readonly access_token: string;
    readonly refresh_token?: string;
    readonly id_token?: string;

    /** For Microsoft's own libraries, which ask for it: ids of the account and its directory. */
    readonly client_info?: string;
}

export type TokenGrant = (request: TokenRequest) => Promise<TokenReply>;

/** Seconds that an access token is good. Clients that see less than 20 minutes left ask again before every request. */
export const tokenLifetime = 3599;

/** A parameter that the form must have. */
export function requiredParameter(form: URLSearchParams, name: string): string {
    const value = form.get(name) ?? "";
    if (value === "") throw loginErrors.missingParameter(name);
    return value;
}
