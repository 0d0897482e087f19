import type { Page } from "../../service/hosted-page.ts";

/** What a browser gets: a page, or where to go next. */
export type BrowserReply = ({ readonly to: string } | { readonly page: Page; readonly status: 200 | 400 | 403 }) & {
    /** The session cookie from now on; `null` takes it away. @default it stays as it is */
    readonly cookie?: string | null;
};
