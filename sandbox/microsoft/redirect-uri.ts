export interface RedirectUriUse {
    readonly platform: "web" | "spa" | "publicClient";

    /** Personal Microsoft accounts can sign in. */
    readonly personalAccounts: boolean;
}

/** Why Microsoft does not take a redirect URI; undefined when it does (Microsoft, "Redirect URI (reply URL) restrictions"). */
export function redirectUriProblem(uri: string, { platform, personalAccounts }: RedirectUriUse): string | undefined {
    const url = URL.parse(uri);
    const reason = [
        url === null && "is not an absolute URI",
        uri.length > 256 && "is longer than 256 characters",
        /[!$'(),;\s]/.test(uri) && "holds one of ! $ ' ( ) , ; or a blank",
        uri.includes("#") && "has a fragment",
        personalAccounts && uri.includes("?") && "has a query string, which personal accounts do not allow",
        personalAccounts && uri.includes("*") && "has a wildcard, which personal accounts do not allow",
        url?.protocol === "http:" && !isLoopback(url.hostname) && "must use https unless its host is localhost",
        platform !== "publicClient" && url !== null && !webSchemes.includes(url.protocol) && "must use https",
    ].find((problem) => typeof problem === "string");
    return reason === undefined ? undefined : `redirect URI ${uri} ${reason}`;
}

/** Beside https, what the providers' own checks let through for a web platform. */
const webSchemes = ["https:", "http:", "urn:", "ms-appx-web:", "brk-multihub:"];

function isLoopback(hostName: string): boolean {
    return hostName === "localhost" || hostName === "127.0.0.1";
}
