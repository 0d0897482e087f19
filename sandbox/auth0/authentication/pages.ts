import { html } from "hono/html";
import { hostedPages, type Page } from "../../service/hosted-page.ts";
import type { Connection } from "../objects.ts";
import type { PendingConsent } from "./authentication.ts";
import type { PageError } from "./authorize-error.ts";

const style = `
:root { color-scheme: light dark; --ink: #1e212a; --faint: #65676e; --ground: #f3f4f7; --card: #fff; --accent: #4b5bdb; --line: #c9cace; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f2f6; --faint: #a8abb8; --ground: #14161c; --card: #1f222b; --accent: #8d9bff; --line: #454956; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 25rem; padding: 2rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
p, ul { margin: 0 0 1rem; color: var(--faint); }
ul { padding-left: 1.25rem; }
form { display: grid; gap: .75rem; }
button { width: 100%; min-height: 3rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .25rem; background: transparent; color: inherit; font: inherit; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--card); }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { font-size: .875rem; }
`;
const pages = hostedPages(style);

/** The headers of every page. */
export const pageHeaders = pages.headers;

/** The hosted login page: a button for each connection. */
export function loginPage(clientName: string, connections: readonly Connection[], state: string): Page {
    return pages.page(
        "auth0-login",
        "Welcome",
        html`<p>Log in to continue to ${clientName}.</p>
<form method="post" action="/u/login">
<input type="hidden" name="state" value="${state}">
${connections.map(({ name, display_name, strategy }) => {
    const label = display_name ?? (strategy === "windowslive" ? "Microsoft Account" : name);
    return html`<button name="connection" value="${name}">Continue with ${label}</button>\n`;
})}</form>`,
    );
}

/** Asks a person whether an app may act for them at an API. */
export function consentPage({ request }: PendingConsent, state: string): Page {
    const scopes = request.scopes.map((scope) => html`<li data-scope="${scope}">${scope}</li>\n`);
    return pages.page(
        "auth0-consent",
        "Authorize App",
        html`<p>${request.client.name} asks for access to your account at ${request.audience ?? request.host}:</p>
<ul>${scopes}</ul>
<form method="post" action="/u/consent">
<input type="hidden" name="state" value="${state}">
<button class="main" name="answer" value="accept">Accept</button>
<button name="answer" value="cancel">Decline</button>
</form>`,
    );
}

/** Brings an answer to the app by a POST of the browser's. */
export function formPostPage(redirectUri: string, answer: URLSearchParams): Page {
    return pages.formPostPage("auth0-form-post", "Submit this form", redirectUri, answer);
}

export function errorPage(error: PageError): Page {
    return pages.page(
        "auth0-error",
        error.title,
        html`<p>${error.message}</p>
<p><code>${error.error}</code></p>`,
        error.error,
    );
}

export function signedOutPage(): Page {
    return pages.page("auth0-signed-out", "Signed out", html`<p>You are signed out of this domain.</p>`);
}
