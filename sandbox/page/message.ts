import type { LoggedRequest } from "../service/request-log.ts";
import type { ShownValue } from "./shown.ts";
import { shownBody, shownHeaders, shownParameters } from "./shown.ts";

/** Who talks to whom. */
export type Actor = "browser" | "app" | "api" | "auth0" | "microsoft" | "graph";

/** A stage of the walk. */
export type Stage = "sign-in" | "connect" | "exchange" | "graph";

/** One request and its answer, as they were sent, fit to be shown: no secret is in here, tokens and codes are cut. */
export interface Message {
    readonly stage: Stage;
    readonly from: Actor;
    readonly to: Actor;

    /** What it is for, in one sentence. */
    readonly sentence: string;
    readonly method: string;

    /** Address without its query. */
    readonly address: string;
    readonly query: readonly ShownValue[];
    readonly headers: readonly ShownValue[];
    readonly body: readonly ShownValue[];
    readonly answer: Answer;

    /** What Auth0 asked of Microsoft meanwhile, from the services' log, which keeps no bodies: they carry secrets. */
    readonly meanwhile: readonly LoggedRequest[];
}

export interface Answer {
    readonly status: number;

    /** Where the browser is sent, without its query. */
    readonly location?: { readonly address: string; readonly query: readonly ShownValue[] };

    /** A hosted page: what kind, and the vendor's error number where it is an error page. */
    readonly page?: { readonly kind: string; readonly error?: string; readonly text: string };
    readonly body: readonly ShownValue[];
    readonly milliseconds: number;
}

export interface Heard {
    readonly request: Request;
    readonly requestBody: string;
    readonly response: Response;
    readonly responseBody: string;
    readonly milliseconds: number;
    readonly meanwhile: readonly LoggedRequest[];
}

/** A request and its answer, made fit to be shown. */
export function message(about: Pick<Message, "stage" | "from" | "to" | "sentence">, heard: Heard): Message {
    const { request, response } = heard;
    const url = new URL(request.url);
    return {
        ...about,
        method: request.method,
        address: `${url.origin}${url.pathname}`,
        query: shownParameters(url.searchParams),
        headers: shownHeaders(request.headers).filter(({ name }) => name !== "origin" || about.from === "app"),
        body: shownBody(request.headers.get("content-type") ?? "", heard.requestBody),
        answer: {
            status: response.status,
            ...locationOf(response, url),
            ...pageOf(response, heard.responseBody),
            body: shownBody(response.headers.get("content-type") ?? "", heard.responseBody),
            milliseconds: heard.milliseconds,
        },
        meanwhile: heard.meanwhile,
    };
}

function locationOf(response: Response, base: URL): Pick<Answer, "location"> {
    const location = URL.parse(response.headers.get("location") ?? "", base.href);
    if (location === null || response.headers.get("location") === null) return {};
    return {
        location: {
            address: `${location.origin}${location.pathname}`,
            query: shownParameters(location.searchParams),
        },
    };
}

function pageOf(response: Response, body: string): Pick<Answer, "page"> {
    if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) return {};
    const kind = /<main[^>]*\sdata-page="([a-z0-9-]+)"/.exec(body)?.[1] ?? "page";
    const error = /<main[^>]*\sdata-error="([A-Za-z0-9_-]+)"/.exec(body)?.[1];
    const text = plainText(/<p>([\s\S]*?)<\/p>/.exec(body)?.[1] ?? "");
    return { page: { kind, text, ...(error === undefined ? {} : { error }) } };
}

/** The words of a page's paragraph; hono writes no other references. */
function plainText(markup: string): string {
    const references: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
    return markup
        .replace(/<[^<>]*>/g, "")
        .replace(/&(lt|gt|quot|#39|amp);/g, (_whole, name: string) => references[name] ?? "")
        .trim();
}
