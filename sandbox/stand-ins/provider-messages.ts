import messages from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Difference } from "./diff.ts";
import type { Comparison, Existing, Subject } from "./operations.ts";
import { plainValues, type Secrets, secretsIn, type Values, wireValues } from "./property-values.ts";

type Struct = InstanceType<typeof struct.Struct>;

/** Properties of a message as plain values. */
export function valuesIn(properties: Struct | undefined): Values {
    return plainValues(properties?.toJavaScript());
}

/** What is secret in the properties of a message. */
export function secretsOf(properties: Struct | undefined): Secrets | undefined {
    return secretsIn(properties?.toJavaScript());
}

export function toStruct(values: Values, secrets: Secrets | undefined): Struct {
    return struct.Struct.fromJavaScript(wireValues(values, secrets));
}

/** The resource that a request is about. */
export function subjectOf(request: { getUrn(): string }): Subject {
    const urn = request.getUrn();
    const [, , types = ""] = urn.split("::");
    return { urn, token: types.split("$").at(-1) ?? "" };
}

/** The existing resource that a request is about. */
export function existing(request: { getUrn(): string; getId(): string }, state: Values): Existing {
    return { ...subjectOf(request), id: request.getId(), state };
}

export function checkResponse(inputs: Values, failures: readonly string[], secrets: Secrets | undefined) {
    const response = new messages.CheckResponse();
    response.setInputs(toStruct(inputs, secrets));
    response.setFailuresList(failures.map(checkFailure));
    return response;
}

export function checkFailure(reason: string) {
    const checkFailure = new messages.CheckFailure();
    checkFailure.setReason(reason);
    return checkFailure;
}

export function diffResponse({ differences, replaces, deleteBeforeReplace, stable, properties }: Comparison) {
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const response = new messages.DiffResponse();
    response.setChanges(differences.length === 0 ? DIFF_NONE : DIFF_SOME);
    response.setDiffsList([...properties]);
    response.setReplacesList([...replaces]);
    response.setStablesList([...stable]);
    response.setDeletebeforereplace(deleteBeforeReplace);
    response.setHasdetaileddiff(true);
    for (const difference of differences) response.getDetaileddiffMap().set(difference.path, propertyDiff(difference));
    return response;
}

function propertyDiff({ kind, replaces }: Difference) {
    const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
    const kinds = {
        add: replaces ? ADD_REPLACE : ADD,
        delete: replaces ? DELETE_REPLACE : DELETE,
        update: replaces ? UPDATE_REPLACE : UPDATE,
    };
    const diff = new messages.PropertyDiff();
    diff.setKind(kinds[kind]);
    return diff;
}
