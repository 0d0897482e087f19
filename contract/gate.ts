import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
    Client,
    credentials,
    type MethodDefinition,
    Server,
    ServerCredentials,
    type ServiceError,
} from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { callFailure } from "./half-done.ts";
import { jsonOf, type Message, recordedMethods } from "./messages.ts";
import type { Call, ProviderName } from "./transcript.ts";

/** What a gate tells of one recorded call. */
export interface GateObserver {
    /** A call begins; none other goes on. */
    begins(): void;

    /** It has ended. */
    ended(call: Omit<Call, "step">): void;
}

/**
 * Stands between the engine and one provider, as what `PULUMI_DEBUG_PROVIDERS` names: passes every call on to the unmodified
 * provider, one at a time, and tells what went through. That is what `PULUMI_DEBUG_GRPC` logs, with two things more that a recording
 * needs: which calls were under way when a service was asked, and the state that a half-done failure carries.
 */
export class Gate {
    private readonly name: ProviderName;
    private readonly command: string;
    private readonly environment: Readonly<Record<string, string>>;
    private readonly observer: GateObserver;
    private readonly turn: <Result>(work: () => Promise<Result>) => Promise<Result>;
    private readonly checked = new Set<string>();
    private readonly server = new Server(unlimited);
    private provider: { readonly process: ChildProcess; readonly client: Client } | undefined;

    constructor(options: {
        readonly name: ProviderName;

        /** The provider plugin's executable. */
        readonly command: string;

        /** The provider's environment. */
        readonly environment: Readonly<Record<string, string>>;
        readonly observer: GateObserver;

        /** Runs calls of all gates one after the other. */
        readonly turn: <Result>(work: () => Promise<Result>) => Promise<Result>;
    }) {
        this.name = options.name;
        this.command = options.command;
        this.environment = options.environment;
        this.observer = options.observer;
        this.turn = options.turn;
    }

    /** Listens on a free port of loopback. */
    async start(): Promise<number> {
        const definitions = services.ResourceProviderService as unknown as Record<string, Method>;
        const unary = Object.entries(definitions).filter(
            ([, { requestStream, responseStream }]) => !requestStream && !responseStream,
        );
        this.server.addService(
            Object.fromEntries(unary) as never,
            Object.fromEntries(unary.map(([name, method]) => [name, this.handler(method)])) as never,
        );
        return new Promise((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
                error === null ? resolve(port) : reject(error),
            );
        });
    }

    /** Ends the provider; the next call starts another one, as the engine does for every operation. */
    async endProvider(): Promise<void> {
        const { provider } = this;
        this.provider = undefined;
        if (provider === undefined) return;
        provider.client.close();
        if (provider.process.exitCode !== null || provider.process.signalCode !== null) return;
        const exited = once(provider.process, "exit");
        provider.process.kill("SIGKILL");
        await exited;
    }

    async stop(): Promise<void> {
        await this.endProvider();
        this.server.forceShutdown();
    }

    private handler(method: Method) {
        return (call: { request: Message }, reply: (error: unknown, response?: Message) => void): void => {
            const name = method.path.split("/").at(-1) ?? "";
            this.turn(() => this.passed(name, method, call.request)).then(
                (response) => reply(null, response),
                ({ code, details, metadata }: ServiceError) => reply({ code, details, metadata }),
            );
        };
    }

    private async passed(name: string, method: Method, request: Message): Promise<Message> {
        if (name === "Handshake") await this.startProvider(String(request["getEngineAddress"]?.()));
        if (name === "Check") request["setRandomseed"]?.(this.seedFor(request));
        if (!recordedMethods.includes(name)) return this.pass(method, request);
        this.observer.begins();
        const call = { provider: this.name, method: name, request: jsonOf(name, "request", request) };
        try {
            const response = await this.pass(method, request);
            this.observer.ended({ ...call, response: jsonOf(name, "response", response) });
            return response;
        } catch (error) {
            const { details, metadata } = error as ServiceError;
            this.observer.ended({ ...call, error: callFailure(details, metadata) });
            throw error;
        }
    }

    /** The name that a provider chooses for a replacement has to be another one. */
    private seedFor(request: Message): Uint8Array {
        const urn = String(request["getUrn"]?.());
        const isSecond = this.checked.has(urn);
        this.checked.add(urn);
        const names = jsonOf("Check", "request", request)["news"];
        return isSecond && typeof names === "object" && names !== null && !("name" in names) ? otherSeed : steadySeed;
    }

    private pass(method: Method, request: Message): Promise<Message> {
        return new Promise((resolve, reject) => {
            this.provider?.client.makeUnaryRequest(
                method.path,
                method.requestSerialize,
                method.responseDeserialize,
                request,
                (error, response) => (error === null ? resolve(response as Message) : reject(error)),
            );
        });
    }

    private async startProvider(engineAddress: string): Promise<void> {
        await this.endProvider();
        this.checked.clear();
        const child = spawn(this.command, [engineAddress], {
            env: { ...this.environment },
            stdio: ["ignore", "pipe", "ignore"],
        });
        const [line] = (await once(child.stdout, "data")) as [Buffer];
        child.stdout.resume();
        const client = new Client(`127.0.0.1:${line.toString().trim()}`, credentials.createInsecure(), unlimited);
        this.provider = { process: child, client };
    }
}

type Method = MethodDefinition<Message, Message>;

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Chance that is the same in every recording: names that a provider chooses come from it. */
const steadySeed = new Uint8Array(32).fill(0xab);
const otherSeed = new Uint8Array(32).fill(0xac);

/** Both as text, without its end. */
export const seedTexts = [steadySeed, otherSeed].map((seed) => Buffer.from(seed).toString("base64url"));
