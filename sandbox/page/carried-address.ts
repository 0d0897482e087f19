/** Where hosted pages are carried: `/at/login.microsoftonline.com/common/…`. */
export const carriedAt = "/at/";

/** Which addresses the page carries, and which of the deployed apps' own it plays. */
export interface Territory {
    /** Host names whose pages are carried. */
    readonly hosts: readonly string[];

    /** Addresses of the deployed apps that browsers are sent back to. */
    readonly appAddresses: readonly string[];
}

/** Under the page's own origin, the path that stands for an address of the sandbox; nothing for an address outside. */
export function carriedPath(address: URL, { hosts, appAddresses }: Territory): string | undefined {
    if (appAddresses.some((own) => isSamePlace(own, address))) return `/walk/back${address.search}`;
    if (address.protocol !== "https:" || address.port !== "" || !hosts.includes(address.hostname)) return undefined;
    return `${carriedAt}${address.host}${address.pathname}${address.search}`;
}

/** The address that a path of the page stands for; nothing where it names a host that is not carried. */
export function carriedAddress(path: string, search: string, { hosts }: Territory): URL | undefined {
    const [host = "", ...rest] = path.slice(carriedAt.length).split("/");
    if (!hosts.includes(host)) return undefined;
    const address = new URL(`https://${host}/${rest.join("/")}${search}`);
    // What a URL parser makes of dots and slashes must not lead to another host.
    return address.host === host ? address : undefined;
}

function isSamePlace(own: string, address: URL): boolean {
    const registered = URL.parse(own);
    return registered?.origin === address.origin && registered.pathname === address.pathname;
}
