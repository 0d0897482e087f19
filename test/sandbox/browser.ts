import { type HTMLElement, parse } from "node-html-parser";
import { CookieJar } from "tough-cookie";

/** One answer, before the browser follows it anywhere. */
export interface Answer {
    readonly status: number;
    readonly location: string | null;
    readonly text: string;
    readonly headers: Headers;
}

/** Where a browser has come to: a page, or the URL of an app, which is not asked for. */
export interface Visit {
    readonly url: URL;

    /** Name of the page; undefined where the browser has left for an app. */
    readonly page: string | undefined;

    /** Error that the page shows. */
    readonly error: string | undefined;
    readonly document: HTMLElement;
    readonly status: number;
}

const mostRedirects = 20;

/** A browser without scripts: it keeps cookies, follows redirects and sends the forms of pages. */
export class Browser {
    readonly cookies = new CookieJar();
    private readonly fetch: typeof fetch;
    private readonly isApp: (url: URL) => boolean;

    /**
     * @param fetch_ reaches the services
     * @param isApp whether a redirect leads to an app, where the browser stops
     */
    constructor(fetch_: typeof fetch, isApp: (url: URL) => boolean = () => false) {
        this.fetch = fetch_;
        this.isApp = isApp;
    }

    /** Asks for one URL, and follows nothing. */
    get(url: string): Promise<Answer> {
        return this.ask(url, {});
    }

    /** Sends a form to one URL, and follows nothing. */
    post(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
        return this.ask(url, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams(form).toString(),
        });
    }

    /** Goes to a URL and wherever it leads. */
    async open(url: string): Promise<Visit> {
        return this.followed(new URL(url), await this.get(url));
    }

    /** Sends the one form of a page by the button of a name and a value, and goes wherever that leads. */
    async press(
        visit: Visit,
        name: string,
        value: string,
        more: Readonly<Record<string, string>> = {},
    ): Promise<Visit> {
        const form = visit.document.querySelector("form");
        const button = form
            ?.querySelectorAll("button")
            .find((one) => one.getAttribute("name") === name && one.getAttribute("value") === value);
        if (form === null || button === undefined) {
            throw new Error(`no button ${name}=${value} at ${visit.url.href}:\n${visit.document.text}`);
        }
        const hidden = form
            .querySelectorAll("input[type=hidden]")
            .map((input): [string, string] => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]);
        const url = new URL(form.getAttribute("action") ?? "", visit.url);
        const answer = await this.post(url.href, { ...Object.fromEntries(hidden), ...more, [name]: value });
        return this.followed(url, answer);
    }

    private async followed(from: URL, first: Answer): Promise<Visit> {
        let [url, answer] = [from, first];
        for (let count = 0; answer.location !== null && count < mostRedirects; count += 1) {
            url = new URL(answer.location, url);
            if (this.isApp(url)) break;
            answer = await this.get(url.href);
        }
        const document = parse(this.isApp(url) ? "" : answer.text);
        const main = document.querySelector("main");
        return {
            url,
            page: main?.getAttribute("data-page"),
            error: main?.getAttribute("data-error"),
            document,
            status: answer.status,
        };
    }

    private async ask(url: string, init: RequestInit): Promise<Answer> {
        const cookie = await this.cookies.getCookieString(url);
        const response = await this.fetch(url, {
            ...init,
            redirect: "manual",
            headers: { ...init.headers, ...(cookie === "" ? {} : { cookie }) },
        });
        for (const set of response.headers.getSetCookie()) await this.cookies.setCookie(set, url);
        return {
            status: response.status,
            location: response.headers.get("location"),
            text: await response.text(),
            headers: response.headers,
        };
    }
}
