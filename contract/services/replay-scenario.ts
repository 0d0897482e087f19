import { Clock } from "../../sandbox/service/clock.ts";
import { startWorld, type World } from "../../sandbox/world.ts";
import { emptySeed } from "../empty-seed.ts";
import type { Scenario } from "../scenario.ts";
import type { Json, RecordedExchange, ServiceTranscript } from "../transcript.ts";
import { bodyDifferences, type Difference } from "./answer-differences.ts";
import { LiveValues } from "./live-values.ts";

/** What a replay came to. */
export interface Replay {
    /** Requests that were sent. */
    readonly requests: number;
    readonly differences: readonly ReplayDifference[];
}

export interface ReplayDifference extends Difference {
    readonly scenario: string;

    /** Title of the step. */
    readonly step: string;

    /** `POST graph.microsoft.com/v1.0/applications (request 4)` */
    readonly request: string;
}

/**
 * Sends a recording's requests, in their order, to services that are as new as they were, does what others did in between, and
 * compares every answer.
 */
export async function replayScenario(scenario: Scenario, transcript: ServiceTranscript): Promise<Replay> {
    const clock = new Clock();
    clock.hold(new Date(transcript.time));
    const world = await startWorld({ ...(scenario.seed ?? emptySeed), clock });
    shareKeys(world);
    const run = new Run(world, transcript);
    run.values.give(JSON.parse(JSON.stringify([scenario.seed ?? emptySeed, scenario.steps])));
    try {
        for (const [at, step] of scenario.steps.entries()) {
            run.values.give((step.before?.(world) ?? {}) as Json);
            for (const [place, exchange] of transcript.exchanges.entries()) {
                if (exchange.step === at) await run.exchange(exchange, place);
            }
            world.faults.clear();
        }
    } finally {
        await world.close();
    }
    return { requests: run.requests, differences: run.differences };
}

/** Worlds of one domain sign with the same keys: making one takes longer than a replay. */
function shareKeys({ directory, tenant }: World): void {
    const keys = shared.get(tenant.domain) ?? { directory: directory.signingKey, tenant: tenant.signingKey };
    shared.set(tenant.domain, keys);
    Object.assign(directory, { signingKey: keys.directory });
    Object.assign(tenant, { signingKey: keys.tenant });
}

const shared = new Map<string, { readonly directory: object; readonly tenant: object }>();

class Run {
    readonly values = new LiveValues();
    readonly differences: ReplayDifference[] = [];
    requests = 0;
    private readonly world: World;
    private readonly transcript: ServiceTranscript;

    /** Access token that each provider got last, from each service. */
    private readonly tokens = new Map<string, string>();

    constructor(world: World, transcript: ServiceTranscript) {
        this.world = world;
        this.transcript = transcript;
    }

    async exchange(exchange: RecordedExchange, place: number): Promise<void> {
        for (let time = 0; time < (exchange.times ?? 1); time += 1) {
            this.requests += 1;
            const answer = await this.answerTo(exchange);
            this.values.learn(exchange.response, answer.body);
            this.keepToken(exchange, answer.body);
            const { scenario, steps } = this.transcript;
            const request = `${exchange.method} ${exchange.host}${exchange.path} (request ${place + 1})`;
            this.differences.push(
                ...differencesOf(exchange, answer, this.values).map((difference) => ({
                    ...difference,
                    ...{ scenario, request, step: steps[exchange.step] ?? "" },
                })),
            );
        }
    }

    private async answerTo(exchange: RecordedExchange): Promise<Answer> {
        const service = this.world.services[exchange.service];
        const request = new Request(`https://${exchange.host}${this.values.text(exchange.path)}`, {
            method: exchange.method,
            headers: this.headersOf(exchange),
            ...(exchange.request === undefined ? {} : { body: this.bodyOf(exchange.request) }),
        });
        const response = await service.request(request).catch((error: unknown) => {
            if (error instanceof TypeError) return undefined;
            throw error;
        });
        if (response === undefined) return { status: "reset", headers: new Headers(), body: undefined };
        const text = await response.text();
        return { status: response.status, headers: response.headers, body: text === "" ? undefined : jsonOrText(text) };
    }

    private headersOf({ basic, host, method, provider, request, service }: RecordedExchange): Record<string, string> {
        const token = this.tokens.get(`${provider} ${service}`);
        const user = basic?.map((part) => encodeURIComponent(this.values.text(part))).join(":");
        const authorization =
            user === undefined ? token && `Bearer ${token}` : `Basic ${Buffer.from(user).toString("base64")}`;
        const isForm = typeof request === "string";
        return {
            accept: "application/json",
            host,
            ...(authorization === undefined ? {} : { authorization }),
            ...(method === "GET" && service === "auth0"
                ? {}
                : { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" }),
        };
    }

    private bodyOf(request: Json): string {
        return typeof request === "string" ? this.values.text(request) : JSON.stringify(this.values.json(request));
    }

    private keepToken({ path, provider, service }: RecordedExchange, body: Json | undefined): void {
        if (!/\/token$/.test(path) || typeof body !== "object" || body === null || Array.isArray(body)) return;
        const { access_token: token } = body as { readonly access_token?: Json };
        if (typeof token === "string") this.tokens.set(`${provider} ${service}`, token);
    }
}

interface Answer {
    readonly status: number | "reset";
    readonly headers: Headers;
    readonly body: Json | undefined;
}

function differencesOf(exchange: RecordedExchange, answer: Answer, values: LiveValues): Difference[] {
    const status =
        exchange.status === answer.status ? [] : [{ path: "(status)", recorded: exchange.status, live: answer.status }];
    const headers = Object.entries(exchange.headers ?? {}).flatMap(([name, recorded]) => {
        const live = answer.headers.get(name) ?? undefined;
        return live === recorded ? [] : [{ path: `(header ${name})`, recorded, live }];
    });
    return [...status, ...headers, ...bodyDifferences(exchange.response, answer.body, values)];
}

function jsonOrText(text: string): Json {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** A difference for people. */
export function differenceText({ live, path, recorded, request, scenario, step }: ReplayDifference): string {
    const shown = (value: Json | undefined) => (value === undefined ? "nothing" : JSON.stringify(value));
    return [
        `${scenario}, ${step}`,
        `  ${request}`,
        `  ${path || "the body"}`,
        `    recorded: ${shown(recorded)}`,
        `    today:    ${shown(live)}`,
    ].join("\n");
}
