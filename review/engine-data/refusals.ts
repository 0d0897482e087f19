import type { PolicyVerdict, StackChange } from "../stack-change.ts";
import type { Diagnostic, RecordedEvents } from "./recorded-events.ts";

/** The engine's refusals to touch what is protected (Pulumi, `step_generator.go`). */
const protectionRefusals = [/is currently marked for protection/, /because it is protected/];

/** The engine's last word where anything failed; it names no reason. */
const endings = [/^(preview|update|destroy|refresh) failed$/i];

/** An engine's message without colour directives, escape sequences and the line end. */
export function plainText(message: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
    return message.replace(/<\{%[^%]*%\}>|\u001b\[[0-9;]*[A-Za-z]/g, "").trim();
}

/** The messages of one severity, each once, without the one that only says that it failed. */
export function messages(diagnostics: readonly Diagnostic[], severity: "error" | "warning"): string[] {
    const texts = diagnostics
        .filter((one) => one.severity === severity)
        .map(({ message }) => plainText(message))
        .filter((text) => text !== "" && !endings.some((ending) => ending.test(text)));
    return [...new Set(texts)];
}

/** What went wrong, each once; the engine's last word only where nothing says more. */
export function errorMessages({ diagnostics, failures, policies }: RecordedEvents): string[] {
    const said = [
        ...messages(diagnostics, "error"),
        ...failures.map(({ op, urn }) => `The engine could not ${op} ${urn}`),
    ];
    const isRefused = policies.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
    if (said.length > 0 || isRefused) return said;
    return diagnostics.some(({ severity }) => severity === "error") ? ["The preview failed, and nothing says why"] : [];
}

/** How a preview ended that could be read: what policies and protection refuse is foreseen as a whole, other errors end it. */
export function outcomeOf(
    { summary, failures }: RecordedEvents,
    errors: readonly string[],
    policies: readonly PolicyVerdict[],
): StackChange["outcome"] {
    const isWhole = summary?.result !== "failed" && summary?.maybeCorrupt !== true && failures.length === 0;
    const isProtected = (message: string) => protectionRefusals.some((refusal) => refusal.test(message));
    if (!isWhole || !errors.every(isProtected)) return "failed";
    return errors.length > 0 || policies.some(({ level }) => level === "mandatory") ? "refused" : "foreseen";
}

/** What the rules said: one verdict per rule and resource, each problem once. */
export function policyVerdicts({ policies, remediations }: RecordedEvents): PolicyVerdict[] {
    const verdicts = new Map<string, PolicyVerdict>();
    for (const { policyName, enforcementLevel, resourceUrn, message } of policies) {
        const [purpose = "", ...problems] = plainText(message)
            .split("\n")
            .filter((line) => line.trim() !== "");
        const key = JSON.stringify([policyName, enforcementLevel, resourceUrn, purpose]);
        const said = verdicts.get(key)?.problems ?? [];
        verdicts.set(key, {
            rule: policyName,
            level: enforcementLevel,
            ...(resourceUrn ? { urn: resourceUrn } : {}),
            purpose,
            problems: [...new Set([...said, ...problems])],
        });
    }
    for (const { policyName, resourceUrn } of remediations) {
        verdicts.set(JSON.stringify([policyName, "remediate", resourceUrn]), {
            rule: policyName,
            level: "remediate",
            ...(resourceUrn ? { urn: resourceUrn } : {}),
            purpose: "Changes what the program asks for",
            problems: [],
        });
    }
    return [...verdicts.values()];
}
