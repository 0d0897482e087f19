import { parse } from "node-html-parser";
import { expect } from "vitest";
import { accounts, type PersonName } from "./people.ts";

const login = "https://login.microsoftonline.com";

/** What a browser is shown. */
export interface ShownPage {
    readonly kind: "page";
    readonly status: number;
    readonly name: string;
    readonly error: string | undefined;
    readonly title: string;
    readonly text: string;

    /** The scopes that a consent page lists. */
    readonly scopes: readonly string[];

    /** Value of every button, in order. */
    readonly buttons: readonly string[];
    readonly hasCheckbox: boolean;
    readonly html: string;
    readonly headers: Headers;
    readonly action: string;
    readonly hidden: Readonly<Record<string, string>>;
}

/** Where a browser is sent. */
export interface Redirect {
    readonly kind: "redirect";
    readonly to: string;

    /** The parameters of the query or the fragment. */
    readonly parameters: Readonly<Record<string, string>>;
}

/** A browser that keeps Microsoft's cookie and follows nothing by itself. */
export class Browser {
    cookie: string | undefined;
    private readonly fetch: typeof fetch;

    constructor(send: typeof fetch) {
        this.fetch = send;
    }

    /** Opens a path of the login, `/common/oauth2/v2.0/authorize`. */
    open(path: string, query: Record<string, string | undefined> = {}): Promise<ShownPage | Redirect> {
        const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
        return this.request(`${path}?${new URLSearchParams(given)}`, {});
    }

    /** Sends a page's form with a button pressed. */
    submit(page: ShownPage, fields: Record<string, string>): Promise<ShownPage | Redirect> {
        return this.request(page.action, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({ ...page.hidden, ...fields }).toString(),
        });
    }

    /** Picks an account on the sign-in page. */
    pick(page: ShownPage | Redirect, name: PersonName): Promise<ShownPage | Redirect> {
        return this.submit(shown(page, "microsoft-sign-in"), { username: accounts[name].username });
    }

    accept(page: ShownPage | Redirect, fields: Record<string, string> = {}): Promise<ShownPage | Redirect> {
        return this.submit(shown(page), { answer: "accept", ...fields });
    }

    private async request(path: string, init: { method?: string; headers?: object; body?: string }) {
        const response = await this.fetch(`${login}${path}`, {
            ...init,
            redirect: "manual",
            headers: { ...init.headers, ...(this.cookie === undefined ? {} : { cookie: this.cookie }) },
        } as RequestInit);
        const [set] = response.headers.getSetCookie();
        if (set !== undefined) this.cookie = /Max-Age=0/.test(set) ? undefined : set.split(";")[0];
        const to = response.headers.get("location");
        return to === null ? pageOf(response) : redirectOf(to);
    }
}

/** A page with a name; anything else fails the test. */
export function shown(reply: ShownPage | Redirect, name?: string): ShownPage {
    if (reply.kind !== "page") throw new Error(`expected a page, got a redirect to ${reply.to}`);
    if (name !== undefined) expect(reply.name).toBe(name);
    return reply;
}

/** The parameters of an answer to the application. */
export function answered(reply: ShownPage | Redirect): Readonly<Record<string, string>> {
    if (reply.kind !== "redirect") throw new Error(`expected a redirect, got ${reply.title}: ${reply.text}`);
    return reply.parameters;
}

async function pageOf(response: Response): Promise<ShownPage> {
    const html = await response.text();
    const root = parse(html);
    const main = root.querySelector("main");
    const form = root.querySelector("form");
    return {
        kind: "page",
        status: response.status,
        name: main?.getAttribute("data-page") ?? "",
        error: main?.getAttribute("data-error"),
        title: root.querySelector("h1")?.textContent ?? "",
        text: main?.textContent.replace(/\s+/g, " ").trim() ?? "",
        scopes: root.querySelectorAll("[data-scope]").map((item) => item.getAttribute("data-scope") ?? ""),
        buttons: root.querySelectorAll("button").map((button) => button.getAttribute("value") ?? ""),
        hasCheckbox: root.querySelector('input[type="checkbox"][name="for_organization"]') !== null,
        html,
        headers: response.headers,
        action: form?.getAttribute("action") ?? "",
        hidden: Object.fromEntries(
            root
                .querySelectorAll('input[type="hidden"]')
                .map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]),
        ),
    };
}

function redirectOf(to: string): Redirect {
    const parameters = new URLSearchParams(to.split(/[?#]/).slice(1).join("&"));
    return { kind: "redirect", to, parameters: Object.fromEntries(parameters) };
}
