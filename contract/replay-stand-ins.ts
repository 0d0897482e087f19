import { Metadata, type ServiceError } from "@grpc/grpc-js";
import { auth0Provider } from "../sandbox/stand-ins/auth0/auth0-provider.ts";
import { azureadProvider } from "../sandbox/stand-ins/azuread/azuread-provider.ts";
import { Patience } from "../sandbox/stand-ins/patience.ts";
import { ProviderService } from "../sandbox/stand-ins/provider-service.ts";
import { callFailure } from "./half-done.ts";
import { jsonOf, type Message, requestOf } from "./messages.ts";
import { type OtherRequest, StandingReplies } from "./standing-replies.ts";
import type { Call, CallFailure, EngineTranscript, JsonObject, ProviderName, ServiceTranscript } from "./transcript.ts";

/** What a stand-in did when it was asked what the real provider was asked. */
export interface ReplayedCall {
    readonly recorded: Call;

    /** Place in the transcript. */
    readonly at: number;
    readonly response?: JsonObject;
    readonly error?: CallFailure;

    /** What it asked of the services otherwise. */
    readonly otherRequests: readonly OtherRequest[];
}

/** Asks the stand-ins what the real providers were asked, with the recorded answers of the services, and without waiting. */
export async function replayOnStandIns(
    { calls, environment }: EngineTranscript,
    { exchanges }: ServiceTranscript,
): Promise<ReplayedCall[]> {
    const running = new Map<ProviderName, { step: number; service: ProviderService<unknown> }>();
    const original = globalThis.fetch;
    const replayed: ReplayedCall[] = [];
    try {
        for (const [at, recorded] of calls.entries()) {
            const { method, provider, request, step } = recorded;
            if (running.get(provider)?.step !== step)
                running.set(provider, { step, service: started(provider, environment) });
            const replies = new StandingReplies(exchanges.filter(({ call }) => call === at));
            globalThis.fetch = replies.fetch as typeof fetch;
            const answer = await ask(running.get(provider)?.service, method, requestOf(method, request));
            replayed.push({ recorded, at, ...answer, otherRequests: replies.end() });
        }
    } finally {
        globalThis.fetch = original;
    }
    return replayed;
}

/** Waits are over as soon as they begin. */
class NoPatience extends Patience {
    override async wait(): Promise<void> {}
}

function started(provider: ProviderName, environment: EngineTranscript["environment"]): ProviderService<unknown> {
    const description = provider === "auth0" ? auth0Provider : azureadProvider;
    return new ProviderService(
        description as never,
        { ...environment, ...throughNoProxy },
        new NoPatience(),
    ) as ProviderService<unknown>;
}

function ask(
    service: ProviderService<unknown> | undefined,
    method: string,
    request: Message,
): Promise<{ response: JsonObject } | { error: CallFailure }> {
    const name = `${method.charAt(0).toLowerCase()}${method.slice(1)}`;
    const handler = service?.methods()[name] as unknown as Handler;
    return new Promise((resolve) => {
        void handler({ request }, (error, response) => {
            if (error === null) resolve({ response: jsonOf(method, "response", response as Message) });
            else resolve({ error: callFailure(error.details ?? "", error.metadata ?? new Metadata()) });
        });
    });
}

type Handler = (
    call: object,
    reply: (error: Partial<ServiceError> | null, response?: Message) => void,
) => Promise<void>;

/** The stand-ins refuse to run without a proxy on this machine; here nothing goes through it. */
const throughNoProxy = { HTTPS_PROXY: "http://127.0.0.1:1", NODE_USE_ENV_PROXY: "1" };
