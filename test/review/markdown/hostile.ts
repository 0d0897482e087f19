import fc from "fast-check";
import { type ChangeReport, type Report, risks, type StackReport } from "../../../review/report.ts";
import { change, quietStack } from "./rich-report.ts";

/** What breaks out of Markdown, tables, fences, HTML or a line, and what a reader does not see. */
const pieces = [
    ..."`|\\<>&@#*_~[](){}!\"'$^=+-.:;/% ".split(""),
    "``",
    "```",
    "~~~",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "    ",
    "\\|",
    "\\`",
    "</details>",
    "</summary>",
    "</code>",
    "</td>",
    "<!--",
    "-->",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "@octocat",
    "@acme/owners",
    "#1",
    "acme/repo#2",
    "GH-3",
    "https://evil.example",
    "www.evil.example",
    "me@evil.example",
    "deadbeefcafe",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[^1]",
    "[^1]: note",
    "- [ ] ",
    "1. ",
    "# ",
    "| --- |",
    "---",
    ":smile:",
    "$x$",
    "&lt;",
    "&#64;",
    "\u202e",
    "\u200b",
    "\u00a0",
    "\u0000",
    "\u001b[31m",
    "\ud800",
    "\u{e0041}",
    "ß",
    "名",
    "constructor",
    "__proto__",
    "plain words",
    "<!-- microsoft-connection: review -->",
];

export const hostileText = fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
);

const phrase = fc.array(
    fc.oneof(
        hostileText,
        hostileText.map((value) => ({ value })),
    ),
    { maxLength: 4 },
);

const property = fc.record(
    {
        path: hostileText,
        kind: fc.constantFrom("add", "delete", "update"),
        before: phrase,
        after: phrase,
        replaces: fc.boolean(),
    },
    { requiredKeys: ["path", "kind", "replaces"] },
);

const changes: fc.Arbitrary<ChangeReport> = fc
    .record(
        {
            urn: hostileText,
            type: hostileText,
            name: hostileText,
            kind: hostileText,
            operation: fc.constantFrom("create", "update", "replace", "delete", "forget"),
            order: fc.constantFrom("delete-first", "create-first"),
            reasons: fc.array(phrase, { maxLength: 2 }),
            risk: fc.constantFrom(...risks.map(({ id }) => id)),
            summary: phrase,
            properties: fc.array(property, { maxLength: 3 }),
        } as const,
        { requiredKeys: ["name", "kind", "urn", "type", "operation", "reasons", "risk", "summary", "properties"] },
    )
    .map((given) => change(given as unknown as ChangeReport));

const policy = fc.record({
    rule: hostileText,
    level: fc.constantFrom("mandatory", "advisory"),
    urn: hostileText,
    purpose: hostileText,
    problems: fc.array(hostileText, { maxLength: 2 }),
} as const);

const some = <T>(items: fc.Arbitrary<T>) => fc.array(items, { maxLength: 2 });

const stack: fc.Arbitrary<StackReport> = fc
    .record({
        stack: hostileText,
        project: hostileText,
        operation: fc.constantFrom("update", "destroy"),
        outcome: fc.constantFrom("foreseen", "refused", "failed"),
        fingerprint: fc.option(fc.constant({ plan: "1", state: "2", settings: "3" }), { nil: undefined }),
        counts: fc.dictionary(hostileText, fc.nat(2000), { maxKeys: 2 }),
        findings: some(
            fc.record({
                topic: fc.constantFrom("users", "apps"),
                weight: fc.constantFrom("loss", "wider", "narrower", "notice", "neutral"),
                text: phrase,
            } as const),
        ),
        changes: fc.array(changes, { maxLength: 5 }),
        policies: some(policy),
        credentials: some(fc.record({ urn: hostileText, path: hostileText, why: hostileText })),
        hidden: fc.nat(3),
        diagram: fc.option(hostileText, { nil: undefined }),
        notes: some(hostileText),
        errors: some(hostileText),
        warnings: some(hostileText),
        unreadable: some(hostileText),
    } as const)
    .map(({ diagram, fingerprint, ...rest }) => {
        const { fingerprint: _, ...quiet } = quietStack("");
        return {
            ...quiet,
            ...rest,
            ...(diagram === undefined ? {} : { diagram }),
            ...(fingerprint === undefined ? {} : { fingerprint }),
        };
    });

/** Reports in which every text from outside tries to be something else, and so do our own words. */
export const hostileReport: fc.Arbitrary<Report> = fc
    .array(stack, { maxLength: 3 })
    .map((stacks) => ({ version: 1, world: "real", stacks }));
