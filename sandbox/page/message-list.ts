import { html, raw } from "hono/html";
import type { Html } from "./layout.ts";
import type { Actor, Message, Stage } from "./message.ts";
import { actorNames } from "./sentences.ts";
import type { ShownValue } from "./shown.ts";

const stageTitles: Readonly<Record<Stage, string>> = {
    "sign-in": "Sign in",
    connect: "Connect",
    exchange: "Exchange",
    graph: "Call Graph",
};

/** The messages of a walk in order, each with a drawing of who talks to whom; details unfold. */
export function messageList(messages: readonly Message[]): Html {
    if (messages.length === 0) return html`<p>Nothing yet.</p>`;
    return html`<div class="messages">
<p class="lanes-head" aria-hidden="true"><span>Browser</span><span>App</span><span>Auth0</span><span>Microsoft</span></p>
<ol>${messages.map((message, index) => {
        const isFirst = messages[index - 1]?.stage !== message.stage;
        return html`<li>${isFirst ? html`<h3>${stageTitles[message.stage]}</h3>` : ""}${messageItem(message)}</li>\n`;
    })}</ol>
</div>`;
}

function messageItem({ from, to, sentence, method, address, query, headers, body, answer, meanwhile }: Message): Html {
    const isRefusal = answer.status >= 400 || answer.location?.query.some(({ name }) => name === "error");
    return html`<details class="message${isRefusal ? " refused" : ""}">
<summary>${raw(lanes(from, to, meanwhile.length > 0))}<span class="what"><span class="who">${actorNames[from]} → ${actorNames[to]}</span>
<span class="sentence">${sentence}</span>
<span class="line"><code>${method} ${address}</code> <span class="status s${String(answer.status)[0]}">${answer.status}${answer.page === undefined ? "" : ` ${answer.page.error ?? answer.page.kind}`}</span></span>${meanwhile.map(({ method, path, status }) => html`<span class="line meanwhile">meanwhile Auth0 → Microsoft <code>${method} ${path}</code> <span class="status s${String(status)[0]}">${status}</span></span>`)}</span></summary>
<div class="exchange">
<div><h4>Request</h4><p class="target"><code>${method} ${address}</code></p>${values("Query", query)}${values("Headers", headers)}${values("Body", body)}</div>
<div><h4>Answer <span class="time">${answer.milliseconds.toFixed(0)} ms</span></h4><p class="target"><code>${answer.status}</code>${
        answer.location === undefined ? "" : html` to <code>${answer.location.address}</code>`
    }${answer.page === undefined ? "" : html` a page for the person: ${answer.page.kind}`}</p>${values("Query of the address", answer.location?.query ?? [])}${values("Body", answer.body)}</div>
</div>
</details>`;
}

function values(title: string, list: readonly ShownValue[]): Html {
    if (list.length === 0) return html``;
    return html`<h5>${title}</h5><dl>${list.map(
        ({ name, text, token }) =>
            html`<dt>${name}</dt><dd><code>${text}</code>${
                token === undefined
                    ? ""
                    : html`<pre class="token-claims" tabindex="0" aria-label="Claims of ${name}">${JSON.stringify(token.claims, null, 2)}</pre>`
            }</dd>`,
    )}</dl>`;
}

const laneOf: Readonly<Record<Actor, number>> = { browser: 0, app: 1, api: 1, auth0: 2, microsoft: 3, graph: 3 };
const laneNames = ["browser", "app", "auth0", "microsoft"];

/** Four lifelines, an arrow from one to another, and one for what Auth0 asks of Microsoft meanwhile. */
function lanes(from: Actor, to: Actor, hasMeanwhile: boolean): string {
    const lifelines = laneNames.map(
        (_, lane) => `<line class="lifeline" x1="${x(lane)}" x2="${x(lane)}" y1="0" y2="100"/>`,
    );
    const meanwhile = hasMeanwhile ? arrow(laneOf.auth0, laneOf.microsoft, 48) : "";
    return `<span class="lanes" aria-hidden="true"><svg class="lifelines" viewBox="0 0 258 100" preserveAspectRatio="none">${lifelines.join("")}</svg><svg class="arrow" width="258" height="64">${arrow(laneOf[from], laneOf[to], 22)}${meanwhile}</svg></span>`;
}

function arrow(from: number, to: number, y: number): string {
    const direction = from < to ? 1 : -1;
    const tip = x(to) - direction * 5;
    return `<g class="to-${laneNames[to]}"><line x1="${x(from)}" x2="${tip}" y1="${y}" y2="${y}"/><path d="M${tip + direction * 2} ${y}l${-direction * 8} -5v10z"/><circle cx="${x(from)}" cy="${y}" r="3.5"/></g>`;
}

function x(lane: number): number {
    return 30 + lane * 66;
}
