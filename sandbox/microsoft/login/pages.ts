import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

/** A page, escaped. */
export type Page = ReturnType<typeof html>;

/** Hidden inputs that carry a request from one page to the next. */
export type Carried = Readonly<Record<string, string>>;

const style = `
:root { color-scheme: light dark; --ink: #1b1b1b; --faint: #5c5c5c; --ground: #e9eef4; --card: #fff; --accent: #0067b8; --line: #8a8a8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f3f3; --faint: #b8b8b8; --ground: #15181c; --card: #23272d; --accent: #60b8ff; --line: #6b727b; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; }
main { width: 100%; max-width: 28rem; padding: 2rem 1.5rem; background: var(--card); overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; font-weight: 600; line-height: 1.25; }
p, ul { margin: 0 0 1rem; color: var(--faint); }
ul { padding-left: 1.25rem; }
li { margin-bottom: .5rem; }
li code { display: block; }
form { display: grid; gap: .75rem; }
label { display: flex; gap: .5rem; align-items: baseline; }
button { width: 100%; min-height: 3rem; padding: .5rem 1rem; border: 1px solid var(--line); background: transparent; color: inherit; font: inherit; text-align: left; cursor: pointer; }
button span { display: block; color: var(--faint); font-size: .875rem; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--card); }
button:hover { border-color: var(--accent); }
button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
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

/** A page of Microsoft's. @param error the number it tells of, `AADSTS50011` */
export function page(name: string, title: string, content: Page, error?: string): Page {
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

export function hiddenInputs(carried: Carried): Page {
    const inputs = Object.entries(carried).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`,
    );
    return html`${inputs}`;
}

/** Brings an answer to the application by a POST of the browser's. */
export function formPostPage(redirectUri: string, parameters: URLSearchParams): Page {
    return page(
        "microsoft-form-post",
        "Working…",
        html`<form method="post" action="${redirectUri}">
${hiddenInputs(Object.fromEntries(parameters))}<button class="main">Continue</button>
</form>
<script>${raw(submitAtOnce)}</script>`,
    );
}

function hash(source: string): string {
    return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}
