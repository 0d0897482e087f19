import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { checkedArguments } from "./checked-inputs.ts";
import { Operations } from "./operations.ts";
import { packageSchema } from "./package-schema.ts";
import type { Patience } from "./patience.ts";
import { secretProperties } from "./properties.ts";
import { bothSecrets, type Secrets, type Values } from "./property-values.ts";
import { failure, HalfDoneError, ProviderError } from "./provider-error.ts";
import {
    checkFailure,
    checkResponse,
    diffResponse,
    existing,
    secretsOf,
    subjectOf,
    toStruct,
    valuesIn,
} from "./provider-messages.ts";
import type { Provider } from "./resource-type.ts";
import { sandboxProblem } from "./sandbox-only.ts";
import { serviceError } from "./service-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A provider as the gRPC service that the engine talks to. What is missing here answers "unimplemented". */
export class ProviderService<Api> {
    private readonly provider: Provider<Api>;
    private readonly environment: Environment;
    private readonly patience: Patience;
    private operations: Operations<Api> | undefined;

    constructor(provider: Provider<Api>, environment: Environment, patience: Patience) {
        this.provider = provider;
        this.environment = environment;
        this.patience = patience;
    }

    /** Methods by their name in Pulumi's provider protocol. */
    methods(): UntypedServiceImplementation {
        return {
            handshake: unary(() => this.handshake()),
            getPluginInfo: unary(() => this.pluginInfo()),
            attach: unary(() => new empty.Empty()),
            getSchema: unary(() => this.schema()),
            checkConfig: unary((request) => this.checkConfig(request)),
            diffConfig: unary((request) => this.diffConfig(request)),
            configure: unary((request) => this.configure(request)),
            check: unary((request) => this.check(request)),
            diff: unary((request) => this.diff(request)),
            create: unary((request) => this.create(request)),
            read: unary((request) => this.read(request)),
            update: unary((request) => this.update(request)),
            delete: unary((request) => this.delete(request)),
            invoke: unary((request) => this.invoke(request)),
            cancel: unary(() => this.cancel()),
        };
    }

    private handshake() {
        const response = new messages.ProviderHandshakeResponse();
        response.setAcceptSecrets(true);
        return response;
    }

    private pluginInfo() {
        const info = new plugin.PluginInfo();
        info.setVersion(this.provider.version);
        return info;
    }

    private schema() {
        const response = new messages.GetSchemaResponse();
        response.setSchema(JSON.stringify(packageSchema(this.provider)));
        return response;
    }

    private checkConfig(request: InstanceType<typeof messages.CheckRequest>) {
        const { name, settings } = this.provider;
        const given = valuesIn(request.getNews());
        const own = withoutEngineSettings(given);
        const unfit = Object.keys(own).filter((setting) => settings[setting] === undefined);
        const failures =
            unfit.length > 0
                ? unfit.map((setting) => `the stand-in for ${name} takes no setting "${name}:${setting}"`)
                : checkedArguments(settings, own).failures;
        return checkResponse(given, failures, bothSecrets(secretProperties(settings), secretsOf(request.getNews())));
    }

    private diffConfig(request: InstanceType<typeof messages.DiffRequest>) {
        const [before, after] = [valuesIn(request.getOlds()), valuesIn(request.getNews())];
        const response = new messages.DiffResponse();
        const same = JSON.stringify(before) === JSON.stringify(after);
        response.setChanges(
            same ? messages.DiffResponse.DiffChanges.DIFF_NONE : messages.DiffResponse.DiffChanges.DIFF_SOME,
        );
        return response;
    }

    private async configure(request: InstanceType<typeof messages.ConfigureRequest>) {
        const problem = sandboxProblem(this.environment);
        if (problem !== undefined) throw new ProviderError(problem);
        const { inputs } = checkedArguments(this.provider.settings, withoutEngineSettings(valuesIn(request.getArgs())));
        const api = await connected(() => this.provider.connect(inputs, this.environment, this.patience));
        this.operations = new Operations(this.provider, api);
        const response = new messages.ConfigureResponse();
        response.setAcceptsecrets(true);
        response.setSupportspreview(true);
        return response;
    }

    private async check(request: InstanceType<typeof messages.CheckRequest>) {
        const subject = subjectOf(request);
        const operations = this.configured();
        const { inputs, failures } = operations.check(subject, {
            name: request.getUrn().split("::").at(-1) ?? "",
            inputs: valuesIn(request.getNews()),
            priorInputs: request.hasOlds() ? valuesIn(request.getOlds()) : undefined,
            seed: request.getRandomseed_asU8(),
        });
        return checkResponse(inputs, failures, operations.secrets(subject, secretsOf(request.getNews())));
    }

    private async diff(request: InstanceType<typeof messages.DiffRequest>) {
        const state = valuesIn(request.getOlds());
        return diffResponse(await this.configured().compare(existing(request, state), valuesIn(request.getNews())));
    }

    private async create(request: InstanceType<typeof messages.CreateRequest>) {
        const operations = this.configured();
        const subject = subjectOf(request);
        const secrets = operations.secrets(subject, secretsOf(request.getProperties()));
        const inputs = valuesIn(request.getProperties());
        const response = new messages.CreateResponse();
        if (request.getPreview()) {
            response.setProperties(toStruct(await operations.previewCreate(subject, inputs), secrets));
            return response;
        }
        const { id, state } = await keepingSecrets(secrets, operations.create(subject, inputs));
        response.setId(id);
        response.setProperties(toStruct(state, secrets));
        return response;
    }

    private async update(request: InstanceType<typeof messages.UpdateRequest>) {
        const operations = this.configured();
        const subject = existing(request, valuesIn(request.getOlds()));
        const secrets = operations.secrets(subject, secretsOf(request.getNews()));
        const inputs = valuesIn(request.getNews());
        const state = request.getPreview()
            ? await operations.previewUpdate(subject, inputs)
            : await keepingSecrets(secrets, operations.update(subject, inputs));
        const response = new messages.UpdateResponse();
        response.setProperties(toStruct(state, secrets));
        return response;
    }

    private async read(request: InstanceType<typeof messages.ReadRequest>) {
        const operations = this.configured();
        const subject = existing(request, valuesIn(request.getProperties()));
        const found = await operations.read(subject, valuesIn(request.getInputs()));
        const response = new messages.ReadResponse();
        if (found === undefined) return response;
        const secrets = operations.secrets(
            subject,
            bothSecrets(secretsOf(request.getProperties()), secretsOf(request.getInputs())),
        );
        response.setId(found.id);
        response.setProperties(toStruct(found.state, secrets));
        response.setInputs(toStruct(found.inputs, secrets));
        return response;
    }

    private async delete(request: InstanceType<typeof messages.DeleteRequest>) {
        await this.configured().delete(existing(request, valuesIn(request.getProperties())));
        return new empty.Empty();
    }

    private async invoke(request: InstanceType<typeof messages.InvokeRequest>) {
        const { result, failures } = await this.configured().invoke(request.getTok(), valuesIn(request.getArgs()));
        const response = new messages.InvokeResponse();
        response.setFailuresList(failures.map(checkFailure));
        if (result !== undefined) response.setReturn(toStruct(result, undefined));
        return response;
    }

    private cancel() {
        this.patience.end();
        return new empty.Empty();
    }

    private configured(): Operations<Api> {
        if (this.operations === undefined) throw new ProviderError("the provider is not configured yet");
        return this.operations;
    }
}

/** Wraps an answer that may take a while, or fail, as gRPC wants it. */
function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
    return async ({ request }: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): Promise<void> => {
        try {
            reply(null, await answer(request));
        } catch (error) {
            reply(serviceError(error));
        }
    };
}

/** Keeps secrets secret in the state that a failure carries. */
async function keepingSecrets<Result>(secrets: Secrets | undefined, work: Promise<Result>): Promise<Result> {
    return work.catch((error: unknown) => {
        if (error instanceof HalfDoneError) error.secrets = secrets;
        throw error;
    });
}

async function connected<Api>(connect: () => Api | Promise<Api>): Promise<Api> {
    try {
        return await connect();
    } catch (error) {
        throw new ProviderError(failure(error));
    }
}

/** Settings that are the engine's own, not the provider's. */
const engineSettings = ["version", "pluginDownloadURL", "pluginChecksums"];

function withoutEngineSettings(settings: Values): Values {
    return Object.fromEntries(Object.entries(settings).filter(([name]) => !engineSettings.includes(name)));
}
