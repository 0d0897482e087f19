import { sorted } from "./sorted.ts";

/** Auth0's callback URL, which is the redirect URI of the app registration: the two are one string. */
export function callbackUrl(domain: string): string {
    return `https://${hostName(domain)}/login/callback`;
}

/** Identifier of the My Account API under a domain: tokens, grants and requests have to agree on that one domain. */
export function myAccountAudience(domain: string): string {
    return `https://${hostName(domain)}/me/`;
}

/** The domains of a tenant that a stack works with. */
export interface Auth0Domains {
    /** Domain of the tenant, e.g. `acme-dev.eu.auth0.com`. */
    readonly domain: string;

    /** Custom domain that people see instead. @default none */
    readonly customDomain?: string | undefined;

    /** Domains that go on working while apps move from one to another. @default none */
    readonly cutOverDomains?: readonly string[];
}

/** The domain that apps are told to use. */
export function appDomain({ domain, customDomain }: Auth0Domains): string {
    return customDomain ?? domain;
}

/** Every domain that has to work, the apps' own first; each has a redirect URI, a My Account API, grants and refresh-token policies. */
export function listedDomains(domains: Auth0Domains): string[] {
    const first = appDomain(domains);
    return [first, ...sorted(domains.cutOverDomains ?? []).filter((domain) => domain !== first)];
}

function hostName(domain: string): string {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) {
        throw new Error(`expected a bare host name such as login.example.com, got "${domain}"`);
    }
    return domain;
}
