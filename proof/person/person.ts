import { Refusal } from "../../clouds/refusal.ts";
import { Browser, type Page } from "./browser.ts";

/** Somebody whom the judge lets sign in. */
export interface PersonDetails {
    readonly id: string;
    readonly username: string;
    readonly displayName: string;
    readonly from: "own directory" | "other directory" | "personal";
    readonly isAdministrator: boolean;
}

/** What a person does when Microsoft asks for consent. */
export type ConsentAnswer = "accept" | "cancel";

/** A person with a browser of their own, who signs in with one Microsoft account and consents, or does not. */
export class Person {
    readonly details: PersonDetails;
    private readonly browser = new Browser();

    constructor(details: PersonDetails) {
        this.details = details;
    }

    /**
     * Goes where an app sends its user, does what the pages ask, and returns with the address that the app is given back.
     * An error page, or an error given back to the app, is thrown as a `Refusal`.
     */
    async goThrough(url: string, callback: string, answer: ConsentAnswer = "accept"): Promise<URL> {
        const { origin, pathname } = new URL(callback);
        const isApp = (at: URL) => at.origin === origin && at.pathname === pathname;
        let arrival = await this.browser.open(url, isApp);
        for (let pages = 0; arrival.at === "page"; pages += 1) {
            const button = pages < mostPages ? this.buttonOf(arrival.page, answer) : undefined;
            if (button === undefined) throw refusalOf(arrival.page, arrival.url);
            arrival = await this.browser.press(arrival.page, arrival.url, button, isApp);
        }
        const error = arrival.url.searchParams.get("error");
        if (error !== null) {
            throw new Refusal("callback", 302, error, arrival.url.searchParams.get("error_description") ?? "");
        }
        return arrival.url;
    }

    /** Opens a page that gives nothing back to an app, such as the administrator's consent, and returns what it says at last. */
    async visit(url: string): Promise<Page> {
        let arrival = await this.browser.open(url, () => false);
        for (let pages = 0; arrival.at === "page" && pages < mostPages; pages += 1) {
            const button = this.buttonOf(arrival.page, "accept");
            if (button === undefined) break;
            arrival = await this.browser.press(arrival.page, arrival.url, button, () => false);
        }
        if (arrival.at === "app") throw new Error("a page of its own led to an app");
        if (arrival.page.error !== undefined || arrival.page.status >= 400) {
            throw refusalOf(arrival.page, arrival.url);
        }
        return arrival.page;
    }

    private buttonOf(page: Page, answer: ConsentAnswer): Record<string, string> | undefined {
        if (page.error !== undefined) return undefined;
        const { username } = this.details;
        if (page.buttons["username"]?.includes(username) === true) return { username };
        if (page.buttons["answer"]?.includes(answer) === true) return { answer };
        return undefined;
    }
}

const mostPages = 6;

function refusalOf(page: Page, url: URL): Refusal {
    const code = page.error ?? (page.name === "" ? "no page" : `stopped at ${page.name}`);
    return new Refusal(url.host, page.status, code, page.text);
}
