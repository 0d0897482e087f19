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
    | { readonly kind: "refused"; readonly said: string };

/**
 * What an answer says about a new secret. Of all refusals only AADSTS7000215, "Invalid client secret provided", is one that passes:
 * Microsoft needs seconds to minutes to know a new secret everywhere.
 */
export function secretVerdict(answer: TokenAnswer, audience: SignInAudience): SecretVerdict {
    if (answer.status === 200) return { kind: "accepted" };

    const said = description(answer);
    if (/\bAADSTS7000215\b/.test(said)) return { kind: "not known yet", said };

    // An app for personal accounts only answers at /consumers (AADSTS9002346), where there are no tokens for the app itself:
    // what is said here is about the endpoint, not about the secret.
    const { personalAccounts, otherDirectories } = signInAudiences[audience];
    if (personalAccounts && !otherDirectories && /\bAADSTS\d+\b/.test(said)) return { kind: "cannot be tried", said };

    return { kind: "refused", said };
}

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
