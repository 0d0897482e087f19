import type { Exchange } from "../sandbox/service/exchange.ts";
import type { Json, ProviderName, RecordedExchange } from "./transcript.ts";

/** Headers of answers that the providers heed. */
const heeded = ["retry-after"];

/** An exchange as a transcript has it, its values as they are. */
export function recordedExchange(
    exchange: Exchange,
    under: { readonly step: number; readonly call: number; readonly provider: ProviderName },
): RecordedExchange {
    const { service, method, host, path, requestBody, requestHeaders, responseBody, responseHeaders, status } =
        exchange;
    const headers = heeded.flatMap((name) => {
        const value = responseHeaders.get(name);
        return value === null ? [] : [[name, value] as const];
    });
    const basic = basicOf(requestHeaders.get("authorization"));
    return {
        ...under,
        service: service === "auth0" ? "auth0" : "microsoft",
        method,
        host,
        path,
        ...(basic === undefined ? {} : { basic }),
        ...(requestBody === "" ? {} : { request: bodyValue(requestBody) }),
        status,
        ...(responseBody === "" || status === "reset" ? {} : { response: bodyValue(responseBody) }),
        ...(exchange.isFault ? { fault: true } : {}),
        ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    };
}

/** Exchanges with those that say the same as the one before counted instead of repeated: a provider that waits asks again and again. */
export function withoutRepeats(exchanges: readonly RecordedExchange[]): RecordedExchange[] {
    const kept: RecordedExchange[] = [];
    for (const exchange of exchanges) {
        const last = kept.at(-1);
        if (last !== undefined && saying(last) === saying(exchange)) {
            kept[kept.length - 1] = { ...last, times: (last.times ?? 1) + 1 };
        } else kept.push(exchange);
    }
    return kept;
}

/** What an exchange says, without the ids that Microsoft gives every refusal. */
function saying({ times: _, ...exchange }: RecordedExchange): string {
    return JSON.stringify(exchange, (name, value) => (name === "innerError" ? undefined : value));
}

function basicOf(authorization: string | null): readonly [string, string] | undefined {
    const [, encoded] = /^Basic (\S+)$/i.exec(authorization ?? "") ?? [];
    if (encoded === undefined) return undefined;
    const [user = "", password = ""] = Buffer.from(encoded, "base64").toString().split(":").map(decodeURIComponent);
    return [user, password];
}

function bodyValue(body: string): Json {
    try {
        return JSON.parse(body);
    } catch {
        return body;
    }
}
