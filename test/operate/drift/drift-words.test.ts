import { describe, expect, it } from "vitest";
import { driftMarkdown } from "../../../operate/drift/drift-markdown.ts";
import { type DriftReport, exitCodes, outcomeOf } from "../../../operate/drift/drift-report.ts";
import { driftText } from "../../../operate/drift/drift-text.ts";
import { phrase } from "../../../review/phrase.ts";

const kind = {
    id: "clients-enabled-by-hand",
    at: "auth0",
    about: "every connection is enabled for the declared clients only",
} as const;
const hostile = "@everyone </details> `x`\u001b[31m\u202e";
const clean: DriftReport = {
    stack: "dev",
    project: "microsoft-connection",
    changed: [],
    hidden: 0,
    around: [{ kind, outcome: "none", found: [] }],
    failures: [],
};
const drifted: DriftReport = {
    ...clean,
    changed: [
        {
            name: "portal",
            type: "auth0:index/client:Client",
            what: "changed",
            differences: [{ path: "name", kind: "update", before: "Portal", after: hostile }],
            mend: phrase`have it put back: ${"pulumi up --refresh --stack dev"}`,
        },
    ],
    hidden: 3,
    around: [
        {
            kind,
            outcome: "found",
            found: [
                {
                    text: phrase`client ${hostile} can sign people in`,
                    evidence: [phrase`client ID ${"abc"}`],
                    mend: ["remove it"],
                },
            ],
        },
    ],
};
const blind: DriftReport = {
    ...clean,
    around: [{ kind, outcome: "not looked at", found: [], why: "403 insufficient_scope" }],
};

describe("a report of drift", () => {
    it.each([
        ["clean", 0, clean],
        ["drifted", 2, drifted],
        ["failed", 1, blind],
        ["failed", 1, { ...clean, failures: ["the provider is down"] }],
        ["drifted", 2, { ...drifted, failures: ["the provider is down"] }],
    ])("is %s, exit code %i", (outcome, code, report) => {
        expect(outcomeOf(report)).toBe(outcome);
        expect(exitCodes.find((one) => one.outcome === outcome)?.code).toBe(code);
    });

    it("is read in a terminal, where nothing from outside is a control character", () => {
        expect(driftText(drifted)).toBe(
            [
                "What the state knows, and is otherwise now:",
                "  ~ auth0 Client portal was changed",
                '      name is "@everyone </details> `x`\\u{1b}[31m\\u{202e}"; the state has Portal',
                "    → have it put back: pulumi up --refresh --stack dev",
                "",
                "What is around the stack, and not in its state:",
                "  at Auth0",
                '  + client "@everyone </details> `x`\\u{1b}[31m\\u{202e}" can sign people in',
                "      client ID abc",
                "    → remove it",
                "",
                "3 differences that the providers list and that are none: not shown.",
                "",
                "Known as declared is what this stack's state holds. Another stack or team may declare what is found here: it is named, not judged.",
                "",
                "dev has drifted: 1 resource changed or gone, 1 thing that it does not declare.",
            ].join("\n"),
        );
    });

    it("is Markdown in which values from outside stand in code spans", () => {
        expect(driftMarkdown(drifted)).toBe(
            [
                "## Drift of `dev`",
                "",
                "`dev` has drifted: 1 resource changed or gone, 1 thing that it does not declare.",
                "",
                "### Changed, or gone",
                "",
                "- auth0 Client `portal` was changed",
                "  - `name` is ``@everyone </details> `x`\\u{1b}[31m\\u{202e}``; the state has `Portal`",
                "  - → have it put back: `pulumi up --refresh --stack dev`",
                "",
                "### Around the stack, at Auth0",
                "",
                "- client ``@everyone </details> `x`\\u{1b}[31m\\u{202e}`` can sign people in",
                "  - client ID `abc`",
                "  - → remove it",
                "",
                "3 differences that the providers list and that are none: not shown.",
                "",
                "Known as declared is what this stack's state holds. Another stack or team may declare what is found here: it is named, not judged.",
                "",
            ].join("\n"),
        );
    });

    it("says what was not looked at, and why", () => {
        const lines = driftText(blind);

        expect(lines).toContain(
            "  – every connection is enabled for the declared clients only (clients-enabled-by-hand)\n      403 insufficient_scope",
        );
        expect(lines).toContain(
            "Whether dev has drifted is not known: nothing was found; 1 kind could not be looked at.",
        );
        expect(driftMarkdown(blind)).toContain("### Not looked at\n\n- every connection is enabled");
    });
});
