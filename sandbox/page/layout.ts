import { html } from "hono/html";

/** HTML, escaped. */
export type Html = ReturnType<typeof html>;

/** A whole page of ours around its content. */
export function layout(title: string, content: Html): Html {
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/page.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top"><a class="home" href="/">Sandbox</a><nav aria-label="Pages"><a href="/#picture">Picture</a> <a href="/#agree">Agreements</a> <a href="/#proof">Proof</a> <a href="/walk">Walk</a></nav></header>
${content}
<footer class="foot"><p>A local Auth0 and a local Microsoft, on this machine only. No secret is shown on this page, and nothing here reaches the real ones.</p></footer>
</body>
</html>`;
}

/** Says in a word and in a colour whether something holds. */
export function verdict(holds: boolean, yes: string, no: string): Html {
    return html`<span class="verdict ${holds ? "yes" : "no"}"><span aria-hidden="true">${holds ? "✓" : "✗"}</span> ${holds ? yes : no}</span>`;
}
