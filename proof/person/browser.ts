import { type HTMLElement, parse } from "node-html-parser";
import { CookieJar } from "tough-cookie";

/** Where a browser came to: back at the app, or at a page that says something. */
export type Arrival =
    | { readonly at: "app"; readonly url: URL }
    | { readonly at: "page"; readonly page: Page; readonly url: URL };

/** A hosted page of one of the two services. */
export interface Page {
    /** Its `data-page`: `microsoft-sign-in`, `microsoft-consent`, `auth0-error` … */
    readonly name: string;
    readonly status: number;

    /** The error it tells of, `AADSTS50011`. */
    readonly error: string | undefined;
    readonly text: string;

    /** Values of its buttons, by name. */
    readonly buttons: Readonly<Record<string, readonly string[]>>;
    readonly form: { readonly action: string; readonly hidden: Readonly<Record<string, string>> } | undefined;
}

const mostRedirects = 20;

/** A browser of one person: it keeps cookies, follows redirects and presses buttons, and runs no script. */
export class Browser {
    private readonly jar = new CookieJar();

    /** Opens an address and goes on until it comes back to the app, or a page waits for a person. */
    open(url: string, isApp: (url: URL) => boolean): Promise<Arrival> {
        return this.follow(new URL(url), { method: "GET" }, isApp);
    }

    /** Presses a button of a page. */
    press(
        page: Page,
        at: URL,
        button: Readonly<Record<string, string>>,
        isApp: (url: URL) => boolean,
    ): Promise<Arrival> {
        if (page.form === undefined) throw new Error(`the page ${page.name} has no form`);
        const body = new URLSearchParams({ ...page.form.hidden, ...button });
        return this.follow(new URL(page.form.action, at), { method: "POST", body }, isApp);
    }

    private async follow(start: URL, first: RequestInit, isApp: (url: URL) => boolean): Promise<Arrival> {
        let url = start;
        let init = first;
        for (let redirects = 0; redirects < mostRedirects; redirects += 1) {
            if (isApp(url)) return { at: "app", url };
            const cookie = await this.jar.getCookieString(url.href);
            const response = await fetch(url, {
                ...init,
                redirect: "manual",
                headers: { accept: "text/html", ...(cookie === "" ? {} : { cookie }) },
            });
            for (const value of response.headers.getSetCookie()) {
                await this.jar.setCookie(value, url.href, { ignoreError: true });
            }
            const location = response.headers.get("location");
            if (location === null) return { at: "page", page: pageOf(response.status, await response.text()), url };
            await response.body?.cancel();
            url = new URL(location, url);
            init = { method: "GET" };
        }
        throw new Error(`more than ${mostRedirects} redirects, from ${start.origin}${start.pathname}`);
    }
}

function pageOf(status: number, html: string): Page {
    const document = parse(html);
    const main = document.querySelector("main");
    const form = main?.querySelector("form");
    return {
        name: main === null || main === undefined ? "" : attribute(main, "data-page"),
        status,
        error: main?.getAttribute("data-error"),
        text: (main ?? document).text.replaceAll(/\s+/g, " ").trim(),
        buttons: main === null || main === undefined ? {} : buttonsOf(main),
        form:
            form === null || form === undefined
                ? undefined
                : { action: attribute(form, "action"), hidden: hiddenOf(form) },
    };
}

function buttonsOf(main: HTMLElement): Record<string, string[]> {
    const buttons = main.querySelectorAll("button[name]");
    const names = new Set(buttons.map((button) => attribute(button, "name")));
    const valuesOf = (name: string) => buttons.filter((button) => attribute(button, "name") === name);
    return Object.fromEntries(
        [...names].map((name) => [name, valuesOf(name).map((button) => attribute(button, "value"))]),
    );
}

function hiddenOf(form: HTMLElement): Record<string, string> {
    return Object.fromEntries(
        form
            .querySelectorAll("input[type=hidden]")
            .map((input) => [attribute(input, "name"), attribute(input, "value")] as const),
    );
}

function attribute(element: HTMLElement, name: string): string {
    return element.getAttribute(name) ?? "";
}
