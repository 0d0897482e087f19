import type { Scenario } from "../scenario.ts";
import type { Call, EngineTranscript, Json } from "../transcript.ts";

/** What can happen to a resource in its life. */
export const aspects = [
    "create",
    "no change",
    "update",
    "replace",
    "import",
    "refresh",
    "foreign change",
    "delete",
    "errors",
] as const;

export type Aspect = (typeof aspects)[number];

/** A recorded scenario. */
export interface Recorded {
    readonly scenario: Scenario;
    readonly transcript: EngineTranscript;
}

/** What one call of the engine shows of a type of resource. */
export interface Shown {
    /** Pulumi's token of the type, `auth0:index/client:Client`. */
    readonly token: string;
    readonly aspect: Aspect;

    /** What tells it from another of its kind: the changed property, the text of a failure; else the scenario. */
    readonly what: string;
}

/** What a scenario shows of each type of resource, by the calls that were recorded. */
export function shownBy(recorded: Recorded): Shown[] {
    return recorded.transcript.calls.flatMap((call) => shown(call, recorded));
}

function shown(call: Call, { scenario, transcript }: Recorded): Shown[] {
    const token = call.request["type"];
    if (typeof token !== "string" || call.request["preview"] === true) return [];
    const what = scenario.name;
    if (call.error !== undefined) return [{ token, aspect: "errors", what: `${call.method}: ${call.error.message}` }];
    if (call.method === "Check") return failures(call).map((text) => ({ token, aspect: "errors", what: text }));
    if (call.method === "Create") return [{ token, aspect: "create", what }];
    if (call.method === "Delete") return [{ token, aspect: "delete", what }];
    const step = scenario.steps[call.step];
    const operation = step?.operation ?? "up";
    if (call.method === "Diff" && operation !== "refresh") return differences(token, call, what);
    if (call.method !== "Read") return [];
    if (call.request["properties"] === undefined) return [{ token, aspect: "import", what }];
    const isForeign = step?.before !== undefined && operation === "refresh" && isOtherwise(call);
    return [
        { token, aspect: isForeign ? "foreign change" : "refresh", what: isForeign ? titleOf(transcript, call) : what },
    ];
}

function failures({ response }: Call): string[] {
    const found = response?.["failures"];
    return Array.isArray(found) ? found.map((failure: Json) => `Check: ${JSON.stringify(failure)}`) : [];
}

function differences(token: string, { response }: Call, scenario: string): Shown[] {
    const replaces = listOf(response?.["replaces"]);
    if (replaces.length > 0) return replaces.map((what) => ({ token, aspect: "replace", what }));
    if (response?.["changes"] !== "DIFF_SOME") return [{ token, aspect: "no change", what: scenario }];
    return listOf(response["diffs"]).map((what) => ({ token, aspect: "update", what }));
}

function listOf(value: Json | undefined): string[] {
    return Array.isArray(value) ? value.map(String) : [];
}

function isOtherwise({ request, response }: Call): boolean {
    return JSON.stringify(request["properties"]) !== JSON.stringify(response?.["properties"]);
}

function titleOf({ steps }: EngineTranscript, { step }: Call): string {
    return steps[step] ?? "";
}
