/** Why an access token is not taken. */
export type AccessTokenProblem =
    /** No `Authorization: Bearer`. */
    | "missing"
    /** Not signed by this tenant, of another domain, or no token at all. */
    | "invalid"
    | "expired"
    /** For another API. */
    | "audience"
    /** Its user is gone. */
    | "user";

/** An access token that is not taken. Every API has its own words for it. */
export class AccessTokenError extends Error {
    readonly problem: AccessTokenProblem;

    constructor(problem: AccessTokenProblem) {
        super(`the access token is not taken: ${problem}`);
        this.name = "AccessTokenError";
        this.problem = problem;
    }
}
