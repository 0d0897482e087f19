import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Json, JsonObject } from "./transcript.ts";

/** A message of the provider protocol, with its accessors by name. */
export type Message = Record<string, (value?: unknown) => unknown>;

type Kind = "text" | "flag" | "number" | "properties" | "bytes" | "texts" | "failures" | "changes" | "details";

/** Fields by their name in protobuf's JSON: how they are written, and the name in their accessors where that is not the same. */
type Fields = Readonly<Record<string, Kind | readonly [Kind, accessor: string]>>;

const resource = { urn: "text", name: "text", type: "text" } as const;
const existing = { id: "text", ...resource } as const;
const checked = { inputs: "properties", failures: "failures" } as const;
const compared = {
    ...existing,
    olds: "properties",
    news: "properties",
    oldInputs: "properties",
    ignoreChanges: ["texts", "IgnorechangesList"],
} as const;

const checkRequest: Fields = {
    ...resource,
    olds: "properties",
    news: "properties",
    randomSeed: ["bytes", "Randomseed"],
};

const diffResponse: Fields = {
    changes: "changes",
    replaces: ["texts", "ReplacesList"],
    stables: ["texts", "StablesList"],
    diffs: ["texts", "DiffsList"],
    deleteBeforeReplace: ["flag", "Deletebeforereplace"],
    detailedDiff: ["details", "DetaileddiffMap"],
    hasDetailedDiff: ["flag", "Hasdetaileddiff"],
};

/** The recorded methods: fields of their requests and responses. Left out is what differs from run to run and means nothing to a provider. */
const methods: Readonly<Record<string, { readonly request: Fields; readonly response: Fields }>> = {
    CheckConfig: { request: checkRequest, response: checked },
    DiffConfig: { request: compared, response: diffResponse },
    Configure: {
        request: {
            args: "properties",
            acceptSecrets: ["flag", "Acceptsecrets"],
            acceptResources: ["flag", "Acceptresources"],
            sendsOldInputs: "flag",
            sendsOldInputsToDelete: "flag",
        },
        response: { acceptSecrets: ["flag", "Acceptsecrets"], supportsPreview: ["flag", "Supportspreview"] },
    },
    Check: { request: checkRequest, response: checked },
    Diff: { request: compared, response: diffResponse },
    Create: {
        request: { ...resource, properties: "properties", timeout: "number", preview: "flag" },
        response: { id: "text", properties: "properties" },
    },
    Read: {
        request: { ...existing, properties: "properties", inputs: "properties" },
        response: { id: "text", properties: "properties", inputs: "properties" },
    },
    Update: {
        request: { ...compared, timeout: "number", preview: "flag" },
        response: { properties: "properties" },
    },
    Delete: {
        request: { ...existing, properties: "properties", oldInputs: "properties", timeout: "number" },
        response: {},
    },
    Invoke: {
        request: { tok: "text", args: "properties", preview: "flag" },
        response: { return: ["properties", "Return"], failures: "failures" },
    },
};

/** Names of the recorded methods of `pulumirpc.ResourceProvider`. Handshakes and schemas are no conversation about resources. */
export const recordedMethods: readonly string[] = Object.keys(methods);

/** A message as protobuf's JSON, without fields that have their default. */
export function jsonOf(method: string, part: "request" | "response", message: Message): JsonObject {
    return Object.fromEntries(
        Object.entries(methods[method]?.[part] ?? {}).flatMap(([name, field]) => {
            const [kind, accessor] = described(name, field);
            const value = read(kind, accessor, message);
            return value === undefined ? [] : [[name, value] as const];
        }),
    );
}

/** The request that JSON stands for. */
export function requestOf(method: string, json: JsonObject): Message {
    const request = new requestClasses[method as keyof typeof requestClasses]() as unknown as Message;
    for (const [name, value] of Object.entries(json)) {
        const field = methods[method]?.request[name];
        if (field === undefined)
            throw new Error(`a recorded ${method} request has a field "${name}" that nobody knows`);
        const [kind, accessor] = described(name, field);
        request[`set${accessor}`]?.(kind === "properties" ? struct.Struct.fromJavaScript(value as never) : value);
    }
    return request;
}

const requestClasses = {
    CheckConfig: messages.CheckRequest,
    DiffConfig: messages.DiffRequest,
    Configure: messages.ConfigureRequest,
    Check: messages.CheckRequest,
    Diff: messages.DiffRequest,
    Create: messages.CreateRequest,
    Read: messages.ReadRequest,
    Update: messages.UpdateRequest,
    Delete: messages.DeleteRequest,
    Invoke: messages.InvokeRequest,
    Cancel: empty.Empty,
};

function described(name: string, field: Fields[string]): readonly [Kind, string] {
    return typeof field === "string" ? [field, `${name.charAt(0).toUpperCase()}${name.slice(1)}`] : field;
}

function read(kind: Kind, accessor: string, message: Message): Json | undefined {
    const value = message[`get${accessor}`]?.();
    if (kind === "properties") return properties(value as InstanceType<typeof struct.Struct> | undefined);
    if (kind === "bytes") return (message[`get${accessor}_asB64`]?.() as string) || undefined;
    if (kind === "changes") return nameIn(messages.DiffResponse.DiffChanges, value);
    if (kind === "details") return details(value as Details);
    if (kind === "failures") {
        const failures = message["getFailuresList"]?.() as InstanceType<typeof messages.CheckFailure>[];
        return failures.length === 0 ? undefined : failures.map(failure);
    }
    if (Array.isArray(value)) return value.length === 0 ? undefined : (value as string[]);
    return (value as string | number | boolean) || undefined;
}

/** Properties of a message as JSON, without what the real providers' bridge notes for itself of how it reads its own state. */
export function properties(value: InstanceType<typeof struct.Struct> | undefined): JsonObject | undefined {
    if (value === undefined) return undefined;
    const { __pulumi_raw_state_delta: _, __meta: __, ...rest } = value.toJavaScript();
    return rest as JsonObject;
}

function failure(told: InstanceType<typeof messages.CheckFailure>): JsonObject {
    const property = told.getProperty();
    return { ...(property === "" ? {} : { property }), reason: told.getReason() };
}

type Details = { forEach(each: (diff: InstanceType<typeof messages.PropertyDiff>, path: string) => void): void };

function details(map: Details): JsonObject | undefined {
    const found: [string, JsonObject][] = [];
    map.forEach((diff, path) => {
        const inputDiff = diff.getInputdiff();
        found.push([
            path,
            { kind: nameIn(messages.PropertyDiff.Kind, diff.getKind()), ...(inputDiff ? { inputDiff } : {}) },
        ]);
    });
    const sorted = found.sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.length === 0 ? undefined : Object.fromEntries(sorted);
}

function nameIn(names: object, value: unknown): string {
    return Object.entries(names).find(([, number]) => number === value)?.[0] ?? String(value);
}
