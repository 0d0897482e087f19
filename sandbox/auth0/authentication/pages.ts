import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { Connection } from "../objects.ts";
import type { PendingConsent } from "./authentication.ts";
import type { PageError } from "./authorize-error.ts";

/** A page, escaped. */
export type Page = ReturnType<typeof html>;

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
const submitAtOnce = "document.forms[0].submit()";

/** The headers of every page: it loads nothing, runs nothing but what is named here, and is kept and framed nowhere. */
export const pageHeaders = {
    "content-security-policy": [
        "default-src 'none'",
        `style-src '${hash(style)}'`,
        `script-src '${hash(submitAtOnce)}'`,
        "form-action 'self' https: http://127.0.0.1:* http://localhost:*",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ].join("; "),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
} as const;

/** The hosted login page: a button for each connection. */
export function loginPage(clientName: string, connections: readonly Connection[], state: string): Page {
    return page(
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
    return page(
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
    const fields = [...answer].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`);
    return page(
        "auth0-form-post",
        "Submit this form",
        html`<form method="post" action="${redirectUri}">
${fields}<button class="main">Continue</button>
</form>
<script>${raw(submitAtOnce)}</script>`,
    );
}

export function errorPage(error: PageError): Page {
    return page(
        "auth0-error",
        error.title,
        html`<p>${error.message}</p>
<p><code>${error.error}</code></p>`,
        error.error,
    );
}

export function signedOutPage(): Page {
    return page("auth0-signed-out", "Signed out", html`<p>You are signed out of this domain.</p>`);
}

function page(name: string, title: string, content: Page, error?: string): Page {
    const dataError = error === undefined ? "" : html` data-error="${error}"`;
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main data-page="${name}"${dataError}>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

function hash(source: string): string {
    return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}
