import type { Page } from "../../service/hosted-page.ts";
import type { Directory } from "../directory.ts";
import { LoginError, type LoginErrorStatus } from "../login-errors.ts";
import { errorPage } from "./error-page.ts";
import { type Answer, ReturnedError, refusalTo } from "./return-address.ts";

/** What a browser gets: a page, an answer to take to the application, or where to go next. */
export type BrowserReply = (
    | { readonly page: Page; readonly status: 200 | LoginErrorStatus }
    | { readonly answer: Answer }
    | { readonly to: string }
) & {
    /** The session cookie from now on; `null` takes it away. @default it stays as it is */
    readonly cookie?: string | null;
};

/** A request of a browser. */
export interface BrowserRequest {
    readonly directory: Directory;

    /** The `{tenant}` of the path. */
    readonly tenant: string;
    readonly query: URLSearchParams;

    /** What a page's form sent; empty for a GET. */
    readonly form: URLSearchParams;

    /** The session cookie. */
    readonly cookie: string | undefined;
}

export type BrowserHandler = (request: BrowserRequest) => BrowserReply;

/** What a handler comes to, its refusals told as they are meant: to the person or to the application. */
export function replyOf(directory: Directory, decide: () => BrowserReply): BrowserReply {
    try {
        return decide();
    } catch (error) {
        if (error instanceof ReturnedError) return { answer: refusalTo(error, directory.clock.now()) };
        if (error instanceof LoginError) return { page: errorPage(error), status: error.status };
        throw error;
    }
}
