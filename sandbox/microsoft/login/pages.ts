import { hostedPages, type Page } from "../../service/hosted-page.ts";

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
const pages = hostedPages(style);

/** The headers of every page. */
export const pageHeaders = pages.headers;

/** A page of Microsoft's. */
export const page = pages.page;

/** Brings an answer to the application by a POST of the browser's. */
export function formPostPage(redirectUri: string, parameters: URLSearchParams): Page {
    return pages.formPostPage("microsoft-form-post", "Working…", redirectUri, parameters);
}
