import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

/** A page, escaped. */
export type Page = ReturnType<typeof html>;

/** Hidden inputs that carry a request from one page to the next. */
export type Carried = Readonly<Record<string, string>>;

const submitAtOnce = "document.forms[0].submit()";

/** The pages that one service hosts: one frame, one look. */
export interface HostedPages {
    /** The headers of every page: it loads nothing, runs nothing but what is named here, and is kept and framed nowhere. */
    readonly headers: Readonly<Record<string, string>>;

    /** A page of a name that programs know it by. @param error the code it tells of */
    page(name: string, title: string, content: Page, error?: string): Page;

    /** Brings an answer to an app by a POST of the browser's. */
    formPostPage(name: string, title: string, redirectUri: string, answer: URLSearchParams): Page;
}

/** Hosted pages in a service's own style sheet. */
export function hostedPages(style: string): HostedPages {
    const page: HostedPages["page"] = (name, title, content, error) => {
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
    };
    return {
        headers: headersFor(style),
        page,
        formPostPage: (name, title, redirectUri, answer) =>
            page(
                name,
                title,
                html`<form method="post" action="${redirectUri}">
${hiddenInputs(answer)}<button class="main">Continue</button>
</form>
<script>${raw(submitAtOnce)}</script>`,
            ),
    };
}

/** Inputs that carry values from one page to the next. */
export function hiddenInputs(values: Iterable<readonly [name: string, value: string]>): Page {
    const inputs = [...values].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`);
    return html`${inputs}`;
}

function headersFor(style: string): HostedPages["headers"] {
    return {
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
    };
}

function hash(source: string): string {
    return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}
