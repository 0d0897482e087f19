import { type SignInAudience, signInAudiences } from "../catalogue/microsoft.ts";

/** What Microsoft's token endpoint answered to a client secret. */
export interface TokenAnswer {
    readonly status: number;

    /** Body as it came. */
    readonly body: string;
}

/** What an answer says about the secret. */
export type SecretVerdict =
    | { readonly kind: "accepted" }
    | { readonly kind: "not known yet"; readonly said: string }
    | { readonly kind: "cannot be tried"; readonly said: string }
    | { readonly kind: "refused"; readonly said: string; readonly advice?: string };

/**
 * What an answer says about a new secret. Of all refusals only AADSTS7000215, "Invalid client secret provided", is one that passes:
 * Microsoft needs seconds to minutes to know a new secret everywhere.
 */
export function secretVerdict(answer: TokenAnswer, audience: SignInAudience): SecretVerdict {
    if (answer.status === 200) return { kind: "accepted" };

    const said = description(answer);
    const code = /\bAADSTS(\d+)\b/.exec(said)?.[1] ?? "";
    if (code === "7000215") return { kind: "not known yet", said };

    // An app for personal accounts only answers at /consumers, where there are no tokens for the app itself: what is said here is
    // about the endpoint, not about the secret.
    const { personalAccounts, otherDirectories } = signInAudiences[audience];
    if (personalAccounts && !otherDirectories && aboutTheEndpoint.includes(code)) {
        return { kind: "cannot be tried", said };
    }

    const advice = advices[code];
    return { kind: "refused", said, ...(advice === undefined ? {} : { advice }) };
}

/** "Please use the /consumers endpoint to serve this request", in two numbers. */
const aboutTheEndpoint: readonly string[] = ["9002331", "9002346"];

/** What mends a refusal, by its number (Microsoft, "Microsoft Entra authentication and authorization error codes"). */
const advices: Readonly<Record<string, string>> = {
    "53003":
        "A Conditional Access policy for workload identities blocks the app: exclude its service principal, or allow where this runs.",
    "700016": "The app registration is not in this directory: compare microsoft.tenantId with where it was made.",
    "7000112":
        "The app is switched off: enable it under Enterprise applications, Properties, Enabled for users to sign-in.",
    "7000222": "The secret has ended already: renew the slot with an end that is to come.",
    "7000229": "The app has no service principal in the directory: run `pulumi up --refresh`, which makes it again.",
    "90002": "There is no such directory: correct microsoft.tenantId.",
};

/** Microsoft's own words, on one line. */
function description({ status, body }: TokenAnswer): string {
    const text = errorDescription(body) ?? body;
    const line = text.replaceAll(/\s+/g, " ").trim().slice(0, 500);
    return line === "" ? `HTTP ${status} without a word` : line.startsWith("AADSTS") ? line : `HTTP ${status}: ${line}`;
}

function errorDescription(body: string): string | undefined {
    try {
        const parsed: unknown = JSON.parse(body);
        const found = (parsed as { error_description?: unknown } | null)?.error_description;
        return typeof found === "string" ? found : undefined;
    } catch {
        // A proxy's page rather than Microsoft's JSON: the body is shown as it is.
        return undefined;
    }
}
