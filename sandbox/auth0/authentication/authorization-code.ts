import { randomBytes } from "node:crypto";
import type { Authentication } from "./authentication.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { Session } from "./sessions.ts";

/** What an authorization code stands for. */
export interface AuthorizationCode {
    readonly request: AuthorizationRequest;
    readonly session: Session;
}

/** A code for the app; it can be redeemed once, on the domain that issued it. */
export function issueCode({ tenant, codes }: Authentication, code: AuthorizationCode): string {
    const value = randomBytes(32).toString("base64url");
    codes.set(value, code);
    return tenant.issued.token(value);
}
