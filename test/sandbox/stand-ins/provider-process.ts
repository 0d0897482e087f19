import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

type Wire = { [name: string]: JavaScriptValue };

/** What the engine sends where a value is not known yet. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret as the engine sends it. */
export function secret(value: JavaScriptValue): Wire {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** A failed call, with the state of a half-done resource when there is one. */
export class CallError extends Error {
    readonly halfDone: { readonly id: string; readonly properties: Wire; readonly reasons: string[] } | undefined;

    constructor({ details, metadata }: ServiceError) {
        super(details);
        this.halfDone = halfDone(metadata);
    }
}

/** A stand-in in a process of its own, spoken to as the engine does. */
export class ProviderProcess {
    readonly process: ChildProcess;
    private readonly client: InstanceType<typeof services.ResourceProviderClient>;

    private constructor(process: ChildProcess, port: string) {
        this.process = process;
        this.client = new services.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    }

    static async start(
        name: "auth0" | "azuread" | "azure-native",
        environment: Record<string, string>,
    ): Promise<ProviderProcess> {
        const main = fileURLToPath(new URL(`../../../sandbox/stand-ins/${name}/main.ts`, import.meta.url));
        const child = spawn(process.execPath, ["--no-warnings", main, "127.0.0.1:1"], {
            env: environment,
            stdio: ["ignore", "pipe", "inherit"],
        });
        const [line] = (await once(child.stdout, "data")) as [Buffer];
        return new ProviderProcess(child, line.toString().trim());
    }

    async stop(): Promise<void> {
        this.client.close();
        if (this.process.exitCode !== null || this.process.signalCode !== null) return;
        this.process.kill();
        await once(this.process, "exit");
    }

    async configure(settings: Wire = {}) {
        const request = new messages.ConfigureRequest();
        request.setArgs(struct.Struct.fromJavaScript(settings));
        request.setAcceptsecrets(true);
        const response = await this.call<InstanceType<typeof messages.ConfigureResponse>>("configure", request);
        return response.toObject();
    }

    async pluginVersion(): Promise<string> {
        const info = await this.call<{ getVersion(): string }>("getPluginInfo", new empty.Empty());
        return info.getVersion();
    }

    async checkConfig(settings: Wire) {
        const request = new messages.CheckRequest();
        request.setNews(struct.Struct.fromJavaScript(settings));
        return checked(await this.call("checkConfig", request));
    }

    async check(token: string, name: string, inputs: Wire, priorInputs?: Wire) {
        const request = new messages.CheckRequest();
        request.setUrn(urn(token, name));
        request.setNews(struct.Struct.fromJavaScript(inputs));
        if (priorInputs !== undefined) request.setOlds(struct.Struct.fromJavaScript(priorInputs));
        request.setRandomseed(new Uint8Array(32).fill(0xab));
        return checked(await this.call("check", request));
    }

    async diff(token: string, id: string, state: Wire, inputs: Wire) {
        const request = new messages.DiffRequest();
        request.setUrn(urn(token, "it"));
        request.setId(id);
        request.setOlds(struct.Struct.fromJavaScript(state));
        request.setNews(struct.Struct.fromJavaScript(inputs));
        const response = await this.call<InstanceType<typeof messages.DiffResponse>>("diff", request);
        const kinds = Object.entries(messages.PropertyDiff.Kind);
        const changes: Record<string, string> = {};
        response.getDetaileddiffMap().forEach((difference: { getKind(): number }, path: string) => {
            changes[path] = kinds.find(([, kind]) => kind === difference.getKind())?.[0] ?? "";
        });
        return {
            changes,
            replaces: response.getReplacesList(),
            deleteBeforeReplace: response.getDeletebeforereplace(),
        };
    }

    async create(token: string, inputs: Wire, preview = false) {
        const request = new messages.CreateRequest();
        request.setUrn(urn(token, "it"));
        request.setProperties(struct.Struct.fromJavaScript(inputs));
        request.setPreview(preview);
        const response = await this.call<InstanceType<typeof messages.CreateResponse>>("create", request);
        return { id: response.getId(), state: wire(response.getProperties()) };
    }

    async update(token: string, id: string, state: Wire, inputs: Wire, preview = false): Promise<Wire> {
        const request = new messages.UpdateRequest();
        request.setUrn(urn(token, "it"));
        request.setId(id);
        request.setOlds(struct.Struct.fromJavaScript(state));
        request.setNews(struct.Struct.fromJavaScript(inputs));
        request.setPreview(preview);
        const response = await this.call<InstanceType<typeof messages.UpdateResponse>>("update", request);
        return wire(response.getProperties());
    }

    /** Refreshes a resource; without state and inputs, imports it. */
    async read(token: string, id: string, state: Wire = {}, inputs: Wire = {}) {
        const request = new messages.ReadRequest();
        request.setUrn(urn(token, "it"));
        request.setId(id);
        request.setProperties(struct.Struct.fromJavaScript(state));
        request.setInputs(struct.Struct.fromJavaScript(inputs));
        const response = await this.call<InstanceType<typeof messages.ReadResponse>>("read", request);
        return { id: response.getId(), state: wire(response.getProperties()), inputs: wire(response.getInputs()) };
    }

    async delete(token: string, id: string, state: Wire): Promise<void> {
        const request = new messages.DeleteRequest();
        request.setUrn(urn(token, "it"));
        request.setId(id);
        request.setProperties(struct.Struct.fromJavaScript(state));
        await this.call("delete", request);
    }

    async invoke(token: string, inputs: Wire) {
        const request = new messages.InvokeRequest();
        request.setTok(token);
        request.setArgs(struct.Struct.fromJavaScript(inputs));
        const response = await this.call<InstanceType<typeof messages.InvokeResponse>>("invoke", request);
        return {
            result: wire(response.getReturn()),
            failures: response.getFailuresList().map((failure: { getReason(): string }) => failure.getReason()),
        };
    }

    async cancel(): Promise<void> {
        await this.call("cancel", new empty.Empty());
    }

    private call<Response>(method: string, request: unknown): Promise<Response> {
        return new Promise((resolve, reject) => {
            type Method = (request: unknown, reply: (error: ServiceError | null, response: Response) => void) => void;
            const methods = this.client as unknown as Record<string, Method>;
            methods[method]?.call(this.client, request, (error, response) =>
                error === null ? resolve(response) : reject(new CallError(error)),
            );
        });
    }
}

function urn(token: string, name: string): string {
    return `urn:pulumi:dev::microsoft-connection::parent:index:Parent$${token}::${name}`;
}

function wire(properties: InstanceType<typeof struct.Struct> | undefined): Wire {
    return properties?.toJavaScript() ?? {};
}

function checked(response: InstanceType<typeof messages.CheckResponse>) {
    return {
        inputs: wire(response.getInputs()),
        failures: response.getFailuresList().map((failure: { getReason(): string }) => failure.getReason()),
    };
}

function halfDone(metadata: Metadata) {
    const [bytes] = metadata.get("grpc-status-details-bin");
    if (!(bytes instanceof Uint8Array)) return undefined;
    const [packed] = statuses.Status.deserializeBinary(bytes).getDetailsList();
    if (packed === undefined) return undefined;
    const found = messages.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
    return { id: found.getId(), properties: wire(found.getProperties()), reasons: found.getReasonsList() };
}
