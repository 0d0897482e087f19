import type { Problem } from "./settings/problem.ts";

/** A cloud, as far as its refusals go. */
export interface Cloud {
    readonly name: "Auth0" | "Microsoft";

    /** Tenant domain or directory id that the settings name. */
    readonly expected: string;
}

interface KnownRefusal {
    readonly cloud: Cloud["name"];
    readonly pattern: RegExp;
    readonly problem: (cloud: Cloud, text: string, match: RegExpMatchArray) => Problem;
}

/** What providers say when they are refused, the first that fits. */
const knownRefusals: readonly KnownRefusal[] = [
    {
        cloud: "Auth0",
        pattern: /Insufficient scope, expected any of: ([\w:,\s]*[\w:])/i,
        problem: ({ expected }, text, [, scopes = ""]) => ({
            key: "credentials for Auth0",
            given: `a client without the Management API scope ${scopes} (${text})`,
            allowed: `a client of ${expected} with the scopes that the README lists, ${scopes} among them`,
            fix: `grant it ${scopes}: Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications`,
        }),
    },
    {
        cloud: "Auth0",
        pattern: /Missing (required configuration|environment variables)/i,
        problem: (cloud, text) => auth0Credentials(cloud, `not enough of them (${text})`),
    },
    {
        cloud: "Auth0",
        pattern: /\b40[13]\b|access_denied|invalid_client|unauthorized/i,
        problem: (cloud, text) => auth0Credentials(cloud, `credentials that were refused (${text})`),
    },
    {
        cloud: "Microsoft",
        pattern: /Authorization_RequestDenied|Insufficient privileges|\b403\b/i,
        problem: ({ expected }, text) => ({
            key: "credentials for Microsoft",
            given: `a client without a Microsoft Graph permission it needs (${text})`,
            allowed: `a client of directory ${expected} with the application permission Application.Read.All, which adminConsent takes`,
            fix: "grant Application.Read.All: Entra admin centre, App registrations, API permissions, then give admin consent",
        }),
    },
    {
        cloud: "Microsoft",
        pattern: /AADSTS\d+|HTTP status 40[01]|InvalidAuthenticationToken/,
        problem: (cloud, text) => microsoftCredentials(cloud, `credentials that were refused (${text})`),
    },
    {
        cloud: "Microsoft",
        pattern: /authorizer|Azure CLI|Azure credentials/i,
        problem: (cloud, text) => microsoftCredentials(cloud, `not enough of them (${text})`),
    },
];

/** What a failed lookup means, for the person who runs the stack. */
export function refusalProblem(cloud: Cloud, error: unknown): Problem {
    const text = providerText(error);
    for (const { cloud: name, pattern, problem } of knownRefusals) {
        const match = name === cloud.name ? text.match(pattern) : null;
        if (match !== null) return problem(cloud, text, match);
    }
    return {
        key: `connection to ${cloud.name}`,
        given: text,
        allowed: `an answer of ${cloud.expected}`,
        fix: "check its name and that this machine reaches it (HTTPS_PROXY, SSL_CERT_FILE), then run the command again",
    };
}

/** A provider's own words on one line, without what engine, bridge and Terraform put around them. */
export function providerText(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    const text = message
        .replaceAll(/\s+/g, " ")
        .replace(/^.*?\breturned an error: /, "")
        .replace(/^invoking [\w:/]+: /, "")
        .replace(/\d+ errors? occurred: \* /, "")
        .trim();
    // A long one names the operation first and the cause last.
    return text.length <= 500 ? text : `${text.slice(0, 200)} … ${text.slice(-290)}`;
}

function auth0Credentials({ expected }: Cloud, given: string): Problem {
    return {
        key: "credentials for Auth0",
        given,
        allowed: `domain, client id and secret of a machine-to-machine application of ${expected}`,
        fix: `set AUTH0_DOMAIN=${expected}, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or: pulumi config set auth0:domain ${expected}; pulumi config set auth0:clientId <id>; pulumi config set --secret auth0:clientSecret`,
    };
}

function microsoftCredentials({ expected }: Cloud, given: string): Problem {
    return {
        key: "credentials for Microsoft",
        given,
        allowed: `client id and secret of an app registration of directory ${expected}`,
        fix: `set ARM_TENANT_ID=${expected}, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or: pulumi config set azuread:tenantId ${expected}; pulumi config set azuread:clientId <id>; pulumi config set --secret azuread:clientSecret`,
    };
}
