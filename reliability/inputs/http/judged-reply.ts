import type { Attack } from "./attack.ts";
import type { RawReply } from "./raw-exchange.ts";
import type { VictimAddress } from "./victim-address.ts";

/** What Node's parser answers to what is no HTTP; nothing of it reaches a service. */
const ofTheParser = new Set([400, 408, 413, 414, 417, 431, 505]);

/** What is wrong with an answer to a bad request: a failure of the server's own, another form than the vendor's, a secret. */
export function judgedReply(
    { server, text: sent }: Attack,
    reply: RawReply,
    victim: VictimAddress,
): string | undefined {
    const { text } = reply;
    // Auth0 shows a client's secret to whoever may read client keys.
    const mayRead = server === "auth0" && sent.includes(victim.auth0.token);
    const secret = mayRead ? undefined : victim.secrets.find((one) => text.includes(one));
    if (secret !== undefined) return "the answer holds a secret";
    const others = Object.keys(victim.microsoft.tokens).slice(1);
    const other = server === "graph" ? others.find((name) => text.includes(name)) : undefined;
    if (other !== undefined) return `the answer to one person is about another, ${other}`;
    // Closed, or waiting for the rest of a request that says there is more.
    if (text === "") return undefined;

    const [, digits] = /^HTTP\/1\.[01] (\d{3}) /.exec(text) ?? [];
    if (digits === undefined) return `no answer of HTTP: ${text.slice(0, 200)}`;
    const status = Number(digits);
    if (status === 500) return `500: ${text.slice(0, 600)}`;
    if (/\n {4}at |node:internal|\[object /.test(text)) return `the insides of the program: ${text.slice(0, 600)}`;
    return status < 400 ? undefined : wrongForm(server, status, text);
}

function wrongForm(server: Attack["server"], status: number, text: string): string | undefined {
    const [head = "", ...rest] = text.split("\r\n\r\n");
    const body = rest.join("\r\n\r\n");
    const isOfTheParser = ofTheParser.has(status) && !/^content-type:/im.test(head);
    // Auth0's userinfo refuses a token with a word.
    if (server === "auth0" && status === 401 && body === "Unauthorized") return undefined;
    if (isOfTheParser || server === "proxy" || server === "desk" || body === "") return undefined;
    if (/^content-type: text\/html/im.test(head)) {
        return body.includes("data-page=") ? undefined : `${status} with a page of nobody's: ${body.slice(0, 200)}`;
    }
    const error = jsonOf(body);
    const isVendors = server === "auth0" ? isAuth0Error(error) : isMicrosoftError(error);
    return isVendors ? undefined : `${status} in no form of the vendor's: ${body.slice(0, 300)}`;
}

function jsonOf(body: string): Record<string, unknown> | undefined {
    // A chunked body has its lengths around it.
    const [json = ""] = /\{[\s\S]*\}/.exec(body) ?? [];
    try {
        return JSON.parse(json);
    } catch {
        return undefined;
    }
}

/** The Management API's form, OAuth's, and that of the My Account API. */
function isAuth0Error(error: Record<string, unknown> | undefined): boolean {
    if (error === undefined) return false;
    return "error" in error || ("title" in error && "status" in error && "type" in error);
}

/** Microsoft Graph's form, and that of the sign-in. */
function isMicrosoftError(error: Record<string, unknown> | undefined): boolean {
    return error !== undefined && "error" in error;
}
