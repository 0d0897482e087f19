/** Microsoft refused Auth0, or could not be reached by it. */
export class UpstreamError extends Error {
    /** OAuth error code as Microsoft sent it. */
    readonly error: string;

    /** Microsoft's text, with its AADSTS number. */
    readonly description: string;

    constructor(error: string, description: string) {
        super(`${error}: ${description}`);
        this.name = "UpstreamError";
        this.error = error;
        this.description = description;
    }
}
