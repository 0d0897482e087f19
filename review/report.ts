import { z } from "zod";
import { strangeLines } from "./diagram/grammar.ts";

const phraseSchema = z
    .array(z.union([z.string(), z.object({ value: z.string() })]))
    .readonly()
    .meta({ id: "phrase", description: "Text: words of the report as strings, values from outside as objects." });

/** How much a change can do, the worst first. */
export const risks = [
    { id: "identity", title: "Takes identities away", meaning: "users, client ids or names are lost or made anew" },
    {
        id: "access",
        title: "Changes who gets in, and what apps may do",
        meaning: "sign-in, consent, permissions, links",
    },
    { id: "secret", title: "Changes secrets", meaning: "made, ended or switched" },
    { id: "setting", title: "Changes settings", meaning: "none of the above" },
    {
        id: "unknown",
        title: "Unknown to this report",
        meaning: "resource types it has no rules for: read them yourself",
    },
] as const;

export type RiskId = (typeof risks)[number]["id"];
const riskSchema = z.enum(risks.map(({ id }) => id) as [RiskId, ...RiskId[]]);

/** What findings weigh, the worst first. */
export const weights = ["loss", "wider", "narrower", "notice", "neutral"] as const;

/** Something that a change means, in the words of identities. */
const findingSchema = z
    .strictObject({
        topic: z.enum(["sign-in", "tokens", "consent", "secrets", "users", "apps", "protection"]),
        weight: z
            .enum(weights)
            .describe(
                "loss cannot be undone; wider lets more people or apps do more, narrower fewer; notice is what people will see.",
            ),
        text: phraseSchema,
    })
    .readonly();

const propertySchema = z
    .strictObject({
        path: z.string().describe("Nested name: options.scopes[1]."),
        kind: z.enum(["add", "delete", "update"]),

        /** As a person reads it; `[secret]` and `[known after the update]` are words of ours. */
        before: phraseSchema.optional(),
        after: phraseSchema.optional(),
        replaces: z.boolean().describe("Whether it is a reason to replace the resource."),
    })
    .readonly();

const changeSchema = z
    .strictObject({
        urn: z.string(),
        type: z.string(),
        name: z.string(),
        kind: z.string().describe("What it is, in the field's words: connection, app registration, client secret."),
        operation: z.enum(["create", "update", "replace", "delete", "read", "import", "forget", "refresh"]),
        order: z
            .enum(["delete-first", "create-first"])
            .describe("Of a replacement: whether the old one goes before the new one is made.")
            .optional(),
        reasons: z.array(phraseSchema).readonly(),
        risk: riskSchema,

        /** What it comes to in one line, read after kind and name: `slot b: new, ends 2027-05-01`. */
        summary: phraseSchema,
        properties: z.array(propertySchema).readonly(),
        hidden: z.int().describe("Number of differences that the engine lists and that are none."),
    })
    .readonly();

const policySchema = z
    .strictObject({
        rule: z.string(),
        level: z.enum(["mandatory", "advisory", "remediate", "disabled"]),
        urn: z.string().optional(),
        purpose: z.string(),
        problems: z.array(z.string()).readonly(),
    })
    .readonly();

const fingerprintSchema = z.strictObject({ plan: z.string(), state: z.string(), settings: z.string() }).readonly();

const stackReportSchema = z
    .strictObject({
        stack: z.string(),
        project: z.string(),
        operation: z.enum(["update", "destroy"]),
        base: z
            .string()
            .describe(
                "Commit that was deployed first, in a sandbox of the review's own: `--base` of the command that checks.",
            )
            .optional(),
        outcome: z
            .enum(["foreseen", "refused", "failed"])
            .describe("failed: there is no whole preview, so this report is no ground for an approval."),

        /** What was reviewed: to be given to `npm run review -- --check`. Absent after a failure. */
        fingerprint: fingerprintSchema.optional(),
        counts: z
            .record(z.string(), z.int())
            .describe("Number of resources by operation, and of those that stay as they are."),
        findings: z.array(findingSchema).readonly(),
        changes: z.array(changeSchema).readonly(),
        policies: z.array(policySchema).readonly(),
        credentials: z
            .array(z.strictObject({ urn: z.string(), path: z.string(), why: z.string() }).readonly())
            .readonly()
            .describe("Where the state holds in the clear what looks like a credential."),
        hidden: z.int().describe("Number of differences that the engine lists and that are none."),
        diagram: z
            .string()
            // A report may have been made by the program of a pull request, and Mermaid is drawn by whoever looks at it.
            .refine((text) => strangeLines(text).length === 0, "has lines that this version does not draw")
            .describe("Mermaid flowchart of what the change touches; absent where nothing changes.")
            .optional(),
        notes: z
            .array(z.string())
            .readonly()
            .describe(
                "What a reader has to know of the preview, a sentence each: what it starts from, what it takes for granted.",
            ),
        errors: z.array(z.string()).readonly(),
        warnings: z.array(z.string()).readonly(),
        unreadable: z.array(z.string()).readonly().describe("What could not be read, or is not known to the report."),
    })
    .readonly();

/** The report as data; `npm run review -- --json` gives it. */
export const reportSchema = z
    .strictObject({
        version: z.literal(1),
        world: z
            .enum(["sandbox", "real"])
            .describe("What was asked: the local sandbox, or the vendors and the stack's own state."),
        stacks: z.array(stackReportSchema).readonly(),
    })
    .readonly()
    .meta({ title: "Report on a change of Microsoft connections" });

export type Report = z.infer<typeof reportSchema>;
export type StackReport = z.infer<typeof stackReportSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type ChangeReport = z.infer<typeof changeSchema>;
export type PropertyReport = z.infer<typeof propertySchema>;
export type PolicyReport = z.infer<typeof policySchema>;
export type Fingerprint = z.infer<typeof fingerprintSchema>;
