import { html } from "hono/html";
import { type Html, layout, verdict } from "./layout.ts";
import type { Stage } from "./message.ts";
import { messageList } from "./message-list.ts";
import type { CalendarEvent, Refusal, Walk } from "./walk.ts";

/** The stages, in order: what each is called, what its button says, and what it shows. */
const stages: readonly {
    readonly stage: Stage;
    readonly title: string;
    readonly button: string;
    readonly why: string;
}[] = [
    {
        stage: "sign-in",
        title: "Sign in",
        button: "Continue with Microsoft",
        why: "Auth0 sends the browser to Microsoft and back, and the app learns who it is.",
    },
    {
        stage: "connect",
        title: "Connect",
        button: "Connect the Microsoft account",
        why: "Signing in gives the app no Microsoft token. Connecting asks for the scopes, and the vault keeps the refresh token.",
    },
    {
        stage: "exchange",
        title: "Exchange",
        button: "Exchange for a Microsoft token",
        why: "The app hands in a token of Auth0’s and gets a short-lived one of Microsoft’s. The refresh token stays in the vault.",
    },
    {
        stage: "graph",
        title: "Call Graph",
        button: "Read the calendar",
        why: "With that token the app calls Microsoft Graph, and may do what the scopes say and no more.",
    },
];

/** @param adminConsentPath where an administrator consents for everyone, if the stack says that one has to */
export function walkPage(walk: Walk, adminConsentPath: string | undefined): Html {
    const next = stages.find(({ stage }) => !walk.done.has(stage));
    return layout(
        `Walk: ${walk.clientKey} through ${walk.connection.name}`,
        html`<main id="content" data-page="walk">
<div class="walk-head">
<p class="over"><a href="/">Back to the picture</a></p>
<h1>${walk.clientKey} through ${walk.connection.name}</h1>
<p class="lede">${walk.person === undefined ? "Nobody is signed in yet." : html`Signed in as <strong>${walk.person}</strong>.`} ${
            walk.connected === undefined ? "" : html`Connected with <code>${walk.connected.join(" ")}</code>.`
        }</p>
${stepper(walk, next?.stage)}
${walk.refusal === undefined ? "" : refusal(walk.refusal)}
${walk.events === undefined ? "" : calendar(walk.events)}
${actions(walk, next, adminConsentPath)}
</div>
<section aria-labelledby="messages-title">
<h2 id="messages-title">What was said</h2>
<p class="lede">The real requests and answers of the two services. Tokens are decoded and cut, secrets are left out.</p>
${messageList(walk.messages)}
</section>
</main>`,
    );
}

export function noWalkPage(): Html {
    return layout(
        "No walk yet",
        html`<main id="content" class="plain" data-page="no-walk"><h1>No walk yet</h1><p>Choose an app and a connection first.</p><p><a class="button" href="/">To the start</a></p></main>`,
    );
}

function stepper({ done, refusal: refused }: Walk, next: Stage | undefined): Html {
    return html`<ol class="stepper">${stages.map(({ stage, title }, index) => {
        const state =
            refused?.stage === stage && !done.has(stage)
                ? "refused"
                : done.has(stage)
                  ? "done"
                  : stage === next
                    ? "next"
                    : "later";
        const sign = state === "done" ? "✓" : state === "refused" ? "✗" : `${index + 1}`;
        return html`<li class="${state}"${state === "next" ? html` aria-current="step"` : ""}><span class="sign" aria-hidden="true">${sign}</span> ${title}<span class="sr"> (${state})</span></li>`;
    })}</ol>`;
}

function refusal({ by, status, error, description }: Refusal): Html {
    return html`<section class="refusal" role="status" data-error="${error}">
<h2>${by} refused this</h2>
<p><code>${status === undefined ? "" : `${status} `}${error}</code></p>
<p>${description}</p>
</section>`;
}

function calendar(events: readonly CalendarEvent[]): Html {
    return html`<section class="calendar" aria-labelledby="calendar-title">
<h2 id="calendar-title">The calendar has arrived</h2>
<ul>${events.map(
        ({ subject, start, end, place }) =>
            html`<li data-event><time datetime="${start.slice(0, 16)}"><strong>${dayOf(start)}</strong> ${start.slice(11, 16)}–${end.slice(11, 16)}</time><span>${subject}</span>${place === undefined ? "" : html`<small>${place}</small>`}</li>`,
    )}</ul>
</section>`;
}

function dayOf(time: string): string {
    return new Date(`${time.slice(0, 10)}T00:00:00Z`).toLocaleDateString("en-GB", {
        weekday: "short",
        day: "numeric",
        month: "short",
        timeZone: "UTC",
    });
}

function actions(walk: Walk, next: (typeof stages)[number] | undefined, adminConsentPath: string | undefined): Html {
    const isOver = walk.clientSecret === undefined && walk.done.size === 0 && walk.refusal?.error === noSecret;
    return html`<div class="actions">
${
    next === undefined
        ? html`<p>${verdict(true, "That was the whole way.", "")} See what is refused, too:</p>`
        : isOver
          ? ""
          : html`<p>${next.why}</p>${form(`/walk/${next.stage}`, next.button, next.stage === "sign-in" || next.stage === "connect" ? "microsoft" : "main")}`
}
<div class="others">
${walk.done.has("sign-in") && !walk.done.has("connect") ? form("/walk/exchange", "Try the exchange before connecting", "quiet") : ""}
${walk.microsoftToken === undefined ? "" : form("/walk/mail", "Try to read mail with this token", "quiet")}
${walk.done.has("exchange") ? form("/walk/exchange", "Exchange once more", "quiet") : ""}
${adminConsentPath === undefined ? "" : html`<a class="button quiet" href="${adminConsentPath}">Consent for a whole directory, as its administrator</a>`}
${form("/at/forget", "Start over as somebody else", "quiet")}
</div>
</div>`;
}

/** Why a walk with another team's application cannot go on. */
export const noSecret = "no_secret";

function form(action: string, text: string, kind: string): Html {
    return html`<form method="post" action="${action}"><button class="${kind}">${text}</button></form>\n`;
}
