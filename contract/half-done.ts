import type { Metadata } from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import { properties } from "./messages.ts";
import type { CallFailure } from "./transcript.ts";

/** How a call failed, with the state of a half-done resource where the failure carries one. */
export function callFailure(details: string, metadata: Metadata | undefined): CallFailure {
    const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
    const found = bytes instanceof Uint8Array ? halfDone(bytes) : undefined;
    return { message: details, ...(found === undefined ? {} : { halfDone: found }) };
}

function halfDone(bytes: Uint8Array): CallFailure["halfDone"] {
    const [packed] = statuses.Status.deserializeBinary(bytes).getDetailsList();
    if (packed === undefined || !packed.getTypeUrl().endsWith("ErrorResourceInitFailed")) return undefined;
    const found = messages.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
    return {
        id: found.getId(),
        properties: properties(found.getProperties()) ?? {},
        inputs: properties(found.getInputs()) ?? {},
        reasons: found.getReasonsList(),
    };
}
