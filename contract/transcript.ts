/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [name: string]: Json };

/** Names of the two recorded providers. */
export type ProviderName = "auth0" | "azuread";

/** What both transcripts of a scenario begin with. */
export interface TranscriptHeader {
    /** Name of the scenario, and of its folder. */
    readonly scenario: string;

    /** What the scenario shows, one sentence. */
    readonly title: string;

    /** What each step does, in order; calls and exchanges name a step by its place. */
    readonly steps: readonly string[];

    /** Time at which the services' clock is held all along, ISO 8601. */
    readonly time: string;

    /** What the providers were told in their environment. */
    readonly environment: Readonly<Record<string, string>>;

    /** Versions that it was recorded with: of the Pulumi engine, of the provider plugins, and of the Terraform providers in them. */
    readonly versions: { readonly engine: string } & Readonly<Record<ProviderName, ProviderVersion>>;
}

export interface ProviderVersion {
    readonly plugin: string;

    /** `terraform-provider-auth0 1.53.0` */
    readonly upstream: string;
}

/** What went between the engine and the providers: `engine.json`. */
export interface EngineTranscript extends TranscriptHeader {
    readonly calls: readonly Call[];
}

/**
 * One gRPC call of the engine to a provider. Messages are written as protobuf's JSON has them, as `PULUMI_DEBUG_GRPC` does:
 * properties as plain JSON, with Pulumi's own marks for secrets and unknown values. Left out is what the real providers' bridge notes
 * for itself in a state (`__meta`, `__pulumi_raw_state_delta`), and what names the engine's own services.
 */
export interface Call {
    /** Place of its step in the scenario, from 0. */
    readonly step: number;
    readonly provider: ProviderName;

    /** Method of `pulumirpc.ResourceProvider`: `Check`, `Create` … A provider starts anew with every `CheckConfig`. */
    readonly method: string;
    readonly request: JsonObject;

    /** Absent when the call failed. */
    readonly response?: JsonObject;
    readonly error?: CallFailure;
}

/** How a call failed. */
export interface CallFailure {
    readonly message: string;

    /** What is there all the same, and half done: the engine keeps it. */
    readonly halfDone?: {
        readonly id: string;
        readonly properties: JsonObject;
        readonly inputs: JsonObject;
        readonly reasons: readonly string[];
    };
}

/** What went between the providers and the services: `service.json`. */
export interface ServiceTranscript extends TranscriptHeader {
    readonly exchanges: readonly RecordedExchange[];
}

/**
 * One request of a provider and the answer to it. Requests to the Management API and to Microsoft Graph carry the access token that
 * the provider got last from the service's token endpoint; that header is not recorded.
 */
export interface RecordedExchange {
    /** Place of its step in the scenario, from 0. */
    readonly step: number;

    /** Place in `engine.json` of the call under way, from 0. */
    readonly call: number;

    /** The provider that asks. */
    readonly provider: ProviderName;

    /** The service that answers. */
    readonly service: "auth0" | "microsoft";
    readonly method: string;
    readonly host: string;

    /** Path with its query, escaped as it was sent. */
    readonly path: string;

    /** User and password of an `Authorization: Basic` header. @default there was none */
    readonly basic?: readonly [user: string, password: string];

    /** Body: JSON as its value, a form as its text. @default none */
    readonly request?: Json;

    /** Status of the answer; `reset` when the connection was broken instead. */
    readonly status: number | "reset";

    /** Body of the answer: JSON as its value, anything else as its text. @default none */
    readonly response?: Json;

    /** Headers of the answer that the provider heeds. @default none of them */
    readonly headers?: Readonly<Record<string, string>>;

    /** How often it was asked in a row with the same answer, where a provider waits. @default 1 */
    readonly times?: number;

    /** Answered by a fault of the scenario, not by the service. @default false */
    readonly fault?: true;
}
