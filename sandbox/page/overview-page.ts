import { html } from "hono/html";
import { struckLines } from "../faults/struck-lines.ts";
import type { World } from "../world.ts";
import type { Agreement } from "./agreements.ts";
import { drawing } from "./drawing.ts";
import { type Html, layout, verdict } from "./layout.ts";
import type { ProofRow } from "./page.ts";
import { type Picture, pictureOf } from "./picture.ts";
import { proofList } from "./proof-list.ts";
import type { StackOutputs } from "./stack-outputs.ts";

export interface Overview {
    readonly world: World;
    readonly stack: string;
    readonly outputs: StackOutputs | undefined;
    readonly proof: readonly ProofRow[] | undefined;
}

/** The first page: the picture, what must agree, the way into the walk, the proof. */
export function overviewPage({ world, stack, outputs, proof }: Overview): Html {
    const picture = pictureOf(world, outputs);
    const all = [...picture.connections, ...picture.apps].flatMap(({ agreements }) => agreements);
    const apart = all.filter(({ agrees }) => !agrees).length;
    return layout(
        `${stack} in the sandbox`,
        html`<main id="content" data-page="overview">
<div class="intro">
<div>
<p class="over">Stack <strong>${stack}</strong>, deployed into a local Auth0 and a local Microsoft</p>
<h1>Sign in with Microsoft, and let our apps call Graph</h1>
<p class="lede">${sentence(picture)} ${
            outputs === undefined
                ? "Nothing is deployed yet: run the stack, and load this page again."
                : verdict(apart === 0, `all ${all.length} settings agree`, `${apart} of ${all.length} settings differ`)
        }</p>
</div>
${outputs === undefined ? "" : startForm(outputs)}
</div>
<section id="picture" aria-labelledby="picture-title">
<h2 id="picture-title">What was deployed, and how it hangs together</h2>
${drawing(picture, world.tenant.hosts, world.directory.domain)}
${apis(picture)}
</section>
<section id="agree" aria-labelledby="agree-title">
<h2 id="agree-title">What must be the same on both sides</h2>
<p class="lede">Two clouds, one set of values. Compared just now, in the two services themselves.</p>
<div class="sheets">
${picture.connections.map(({ name, agreements }) => sheet(`connection-${name}`, `Connection ${name}`, "with its app registration", agreements))}
${picture.apps.map(({ name, clientId, agreements }) => sheet(`app-${clientId}`, name, "with Auth0’s APIs", agreements))}
</div>
</section>
<section id="proof" aria-labelledby="proof-title">
<h2 id="proof-title">The proof</h2>
${proofList(proof)}
</section>
${troubles(world)}
</main>`,
    );
}

/** What went wrong on the way, where something was let go wrong. */
function troubles({ faults }: World): Html | "" {
    if (faults.struck.length === 0) return "";
    return html`<section id="faults" aria-labelledby="faults-title">
<h2 id="faults-title">Faults that struck on the way</h2>
<ul>${struckLines(faults.struck).map((line) => html`<li>${line}</li>`)}</ul>
</section>`;
}

function sentence({ apps, connections, registrations }: Picture): string {
    return `${counted(apps.length, "app")}, ${counted(connections.length, "connection")}, ${counted(registrations.length, "app registration")}.`;
}

function counted(count: number, what: string): string {
    return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Every app with every connection can be tried: what is not linked is refused, which is worth seeing too. */
function startForm({ clients, connections }: StackOutputs): Html {
    const names = Object.values(connections).map(({ name }) => name);
    return html`<form class="start" method="post" action="/walk" aria-labelledby="start-title">
<h2 id="start-title">Try it</h2>
<fieldset><legend>As this app</legend>
${Object.entries(clients).map(
    ([key, { kind, connections: linked }], index) =>
        html`<label><input type="radio" name="client" value="${key}"${
            index === 0 ? html` checked` : ""
        }> <span>${key} <small>${kind}${linked.length === 0 ? ", not linked" : `, linked to ${linked.join(", ")}`}</small></span></label>\n`,
)}</fieldset>
<fieldset><legend>Through this connection</legend>
${names.map(
    (name, index) =>
        html`<label><input type="radio" name="connection" value="${name}"${
            index === 0 ? html` checked` : ""
        }> <span>${name}</span></label>\n`,
)}</fieldset>
<button class="microsoft">${logo()} Continue with Microsoft</button>
<p class="hint">You choose a made-up account on the sandbox’s own Microsoft page. An app that is not linked can be tried too: it is refused.</p>
</form>`;
}

function logo(): Html {
    return html`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><path class="m1" d="M0 0h8v8H0z"/><path class="m2" d="M10 0h8v8h-8z"/><path class="m3" d="M0 10h8v8H0z"/><path class="m4" d="M10 10h8v8h-8z"/></svg>`;
}

function apis({ apis }: Picture): Html {
    return html`<p class="apis"><strong>APIs of the tenant</strong> ${apis.map(
        ({ name, identifier }) => html`<span>${name} <code>${identifier}</code></span> `,
    )}</p>`;
}

function sheet(id: string, title: string, subtitle: string, agreements: readonly Agreement[]): Html {
    return html`<section class="sheet" id="${id}" aria-label="${title} ${subtitle}">
<h3>${title} <small>${subtitle}</small></h3>
<ul>${agreements.map(
        ({ subject, left, right, agrees, otherwise }) => html`<li class="row ${agrees ? "agrees" : "differs"}">
<h4>${subject} ${verdict(agrees, "agrees", "differs")}</h4>
<div class="pair"><p><small>${left.where}</small> <code>${left.value}</code></p> <span class="joint" aria-hidden="true">${agrees ? "=" : "≠"}</span> <p><small>${right.where}</small> <code>${right.value}</code></p></div>
${agrees ? "" : html`<p class="otherwise">${otherwise}</p>`}</li>`,
    )}</ul>
</section>`;
}
