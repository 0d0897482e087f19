import type { ReturnAddress } from "./authorization-request.ts";
import type { BrowserReply } from "./browser-reply.ts";
import { formPostPage } from "./pages.ts";

/** The answer to an app, brought by the browser in the way that the app asked for. */
export function appReply(address: ReturnAddress, answer: Readonly<Record<string, string>>): BrowserReply {
    if (address.responseMode !== "form_post") return { to: appUrl(address, answer) };
    return { page: formPostPage(address.redirectUri, parametersOf(address, answer)), status: 200 };
}

/** The app's callback URL with the answer in its query or its fragment. */
export function appUrl(address: ReturnAddress, answer: Readonly<Record<string, string>>): string {
    const parameters = parametersOf(address, answer);
    const url = new URL(address.redirectUri);
    if (address.responseMode === "fragment") {
        url.hash = parameters.toString();
    } else {
        for (const [name, value] of parameters) url.searchParams.set(name, value);
    }
    return url.href;
}

function parametersOf({ state }: ReturnAddress, answer: Readonly<Record<string, string>>): URLSearchParams {
    return new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) });
}
