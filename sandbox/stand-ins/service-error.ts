import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { wireValues } from "./property-values.ts";
import { HalfDoneError } from "./provider-error.ts";

/**
 * A failure as the engine takes it: the message alone, and for a resource that is there but half done its state, so that the
 * engine keeps it. Never a stack trace.
 */
export function serviceError(error: unknown): Partial<ServiceError> {
    const details = error instanceof Error ? error.message : String(error);
    const metadata = new Metadata();
    if (error instanceof HalfDoneError)
        metadata.set("grpc-status-details-bin", Buffer.from(halfDone(error).serializeBinary()));
    return { code: status.UNKNOWN, details, metadata };
}

function halfDone(error: HalfDoneError) {
    const state = new messages.ErrorResourceInitFailed();
    state.setId(error.id);
    state.setProperties(struct.Struct.fromJavaScript(wireValues(error.state, error.secrets)));
    state.setInputs(struct.Struct.fromJavaScript(wireValues(error.inputs, error.secrets)));
    state.setReasonsList([error.message]);
    const packed = new any.Any();
    packed.pack(state.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const whole = new statuses.Status();
    whole.setCode(status.UNKNOWN);
    whole.setMessage(error.message);
    whole.setDetailsList([packed]);
    return whole;
}
