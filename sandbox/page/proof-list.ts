import { html } from "hono/html";
import { type Html, verdict } from "./layout.ts";
import type { ProofRow } from "./page.ts";

/** Every claim of the proof with its evidence, by group. */
export function proofList(rows: readonly ProofRow[] | undefined): Html {
    if (rows === undefined) {
        return html`<p class="lede">It has not run yet. <code>npm run prove</code> signs in, connects, exchanges and calls Graph for every app, tries what must be refused, and shows its claims here.</p>`;
    }
    const broken = rows.filter(({ held }) => !held).length;
    const groups = Map.groupBy(rows, ({ group }) => group ?? "Claims");
    return html`<p class="lede">${verdict(broken === 0, `all ${rows.length} claims held`, `${broken} of ${rows.length} claims are broken`)}</p>
${[...groups].map(
    ([group, claims]) => html`<h3 class="group">${group}</h3>
<ul class="claim-list">${claims.map(
        ({ claim, held, evidence, milliseconds }) =>
            html`<li class="${held ? "held" : "broken"}">${verdict(held, "held", "broken")} <p>${claim} <small>${evidence}</small></p> <span class="time">${Math.round(milliseconds)} ms</span></li>\n`,
    )}</ul>`,
)}`;
}
