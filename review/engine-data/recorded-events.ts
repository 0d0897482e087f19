import { z } from "zod";
import { fitted, type Reading, read } from "./reading.ts";
import { isProvider } from "./urn.ts";

const properties = z.record(z.string(), z.unknown()).nullish();

const stepStateSchema = z.looseObject({
    id: z.string().nullish(),
    parent: z.string().nullish(),
    protect: z.boolean().nullish(),
    retainOnDelete: z.boolean().nullish(),
    delete: z.boolean().nullish(),
    inputs: properties,
    outputs: properties,
});

const stepSchema = z.looseObject({
    op: z.string(),
    urn: z.string(),
    type: z.string(),
    old: stepStateSchema.nullish(),
    new: stepStateSchema.nullish(),
    keys: z.array(z.string()).nullish(),
    diffs: z.array(z.string()).nullish(),
    detailedDiff: z.record(z.string(), z.looseObject({ diffKind: z.string() })).nullish(),
});

const diagnosticSchema = z.looseObject({ message: z.string(), severity: z.string(), urn: z.string().nullish() });

const policySchema = z.looseObject({
    resourceUrn: z.string().nullish(),
    message: z.string(),
    policyName: z.string(),
    enforcementLevel: z.enum(["mandatory", "advisory", "remediate", "disabled"]),
});

const remediationSchema = z.looseObject({ resourceUrn: z.string().nullish(), policyName: z.string() });

const summarySchema = z.looseObject({ result: z.string().nullish(), maybeCorrupt: z.boolean().nullish() });

/** Kinds of events by the name they have in a record: what each is read as. `undefined`: nothing of it is needed. */
const kinds = {
    resourcePreEvent: z.looseObject({ metadata: stepSchema }),
    resOutputsEvent: z.looseObject({ metadata: stepSchema }),
    resOpFailedEvent: z.looseObject({ metadata: stepSchema }),
    diagnosticEvent: diagnosticSchema,
    policyEvent: policySchema,
    policyRemediationEvent: remediationSchema,
    summaryEvent: summarySchema,
    errorEvent: z.looseObject({ error: z.string() }),
    preludeEvent: undefined,
    cancelEvent: undefined,
    stdoutEvent: undefined,
    progressEvent: undefined,
    policyLoadEvent: undefined,
    policyAnalyzeSummaryEvent: undefined,
    policyRemediateSummaryEvent: undefined,
} as const;

export type Step = z.infer<typeof stepSchema>;
export type Diagnostic = z.infer<typeof diagnosticSchema>;
type PolicyEvent = z.infer<typeof policySchema>;

/** What the engine said, in its order. */
export interface RecordedEvents {
    readonly steps: readonly Step[];

    /** The steps as they came out. */
    readonly outcomes: readonly Step[];
    readonly failures: readonly Step[];
    readonly diagnostics: readonly Diagnostic[];
    readonly policies: readonly PolicyEvent[];
    readonly remediations: readonly z.infer<typeof remediationSchema>[];
    readonly summary: z.infer<typeof summarySchema> | undefined;
}

/** Reads the engine's events, a line each. */
export function recordedEvents(text: string, reading: Reading): RecordedEvents {
    const events = text.split("\n").flatMap((line, index) => eventOf(line, index + 1, reading));
    const all = <Kind extends keyof typeof kinds>(kind: Kind) =>
        events.flatMap((event): Body<Kind>[] => (event.kind === kind ? [event.body as Body<Kind>] : []));
    const steps = (kind: "resourcePreEvent" | "resOutputsEvent" | "resOpFailedEvent") =>
        all(kind).flatMap(({ metadata }) => (isLeftOut(metadata) ? [] : [metadata]));
    const errors = all("errorEvent").map(({ error }) => ({ message: error, severity: "error" }));
    const summaries = all("summaryEvent");
    if (summaries.length === 0) reading.unreadable.push("The engine's summary is missing: the preview did not end");
    return {
        steps: steps("resourcePreEvent"),
        outcomes: steps("resOutputsEvent"),
        failures: steps("resOpFailedEvent"),
        diagnostics: [...all("diagnosticEvent"), ...errors],
        policies: all("policyEvent"),
        remediations: all("policyRemediationEvent"),
        summary: summaries.at(-1),
    };
}

/** A provider comes and goes with its version; one that changes may deploy to somewhere else. */
function isLeftOut({ type, op }: Step): boolean {
    return isProvider(type) && ["same", "create", "delete", "refresh", "read"].includes(op);
}

type Body<Kind extends keyof typeof kinds> = (typeof kinds)[Kind] extends z.ZodType
    ? z.infer<(typeof kinds)[Kind]>
    : never;

function eventOf(line: string, number: number, reading: Reading): { kind: string; body: unknown }[] {
    if (line.trim() === "") return [];
    const what = `Line ${number} of the engine's events`;
    const event = read(what, line, z.record(z.string(), z.unknown()), reading);
    const names = Object.keys(event ?? {}).filter((name) => name !== "sequence" && name !== "timestamp");
    if (event !== undefined && names.length === 0) reading.unreadable.push(`${what} is empty`);
    return names.flatMap((kind) => {
        if (!Object.hasOwn(kinds, kind)) {
            reading.unreadable.push(`${what} is of a kind that is not known: ${kind.slice(0, 60)}`);
            return [];
        }
        const schema = kinds[kind as keyof typeof kinds];
        const body = schema && fitted(`${what} (${kind})`, event?.[kind], schema, reading);
        return body === undefined ? [] : [{ kind, body }];
    });
}
