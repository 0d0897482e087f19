import { html, raw } from "hono/html";
import type { Agreement } from "./agreements.ts";
import { type Html, verdict } from "./layout.ts";
import { linesBetween, railsOf, stopsOf } from "./lines.ts";
import type { AppBox, ConnectionBox, Picture, RegistrationBox } from "./picture.ts";

/** The stack drawn: apps, connections and app registrations as boxes, what belongs together joined by lines. */
export function drawing(picture: Picture, tenantDomains: readonly string[], directoryDomain: string): Html {
    const { apps, connections, registrations } = picture;
    const stops = stopsOf(picture);
    const apart = (holds: readonly Agreement[]) => holds.some(({ agrees }) => !agrees);
    const appLines = apps.flatMap((app, from) =>
        app.connections.map((to) => ({ from, to, colour: to, isBroken: apart(app.agreements) })),
    );
    const registrationLines = connections.flatMap(({ registration, agreements }, from) =>
        registration === undefined ? [] : [{ from, to: registration, colour: from, isBroken: apart(agreements) }],
    );
    return html`<div class="picture">
${column("apps", "Apps", "get Microsoft tokens through Auth0", apps.map(appBox), stops.apps, stops.beforeApps)}
<div class="between"><p>enabled for</p>${raw(linesBetween(appLines, apps.length, connections.length))}</div>
${column("auth0", "Auth0", tenantDomains.join(", "), connections.map(connectionBox), stops.connections, stops.beforeConnections)}
<div class="between"><p>client of</p>${raw(linesBetween(registrationLines, connections.length, registrations.length))}</div>
${column("microsoft", "Microsoft", directoryDomain, registrations.map(registrationBox), stops.registrations, stops.beforeRegistrations)}
</div>`;

    function appBox(app: AppBox): Html {
        return html`<h4>${app.name}</h4>
<p class="kind">${app.kind}</p>
<p class="chips">${app.connections.map((index) => connectionChip(index))}${app.connections.length === 0 ? html`<span class="chip off">linked to no connection</span>` : ""}</p>
<dl class="facts"><dt>Client ID</dt><dd><code>${app.clientId}</code></dd>
${app.apiClientId === undefined ? "" : html`<dt>API’s client ID</dt><dd><code>${app.apiClientId}</code></dd>`}
${app.callbacks.length === 0 ? "" : html`<dt>Callback</dt>${app.callbacks.map((url) => html`<dd><code>${url}</code></dd>`)}`}</dl>
${count(app.agreements, `#app-${app.clientId}`)}`;
    }

    function connectionChip(index: number): Html {
        return html`<span class="chip c${index % 6}"><span class="dot" aria-hidden="true"></span>${connections[index]?.name}</span>`;
    }
}

function connectionBox(connection: ConnectionBox, index: number): Html {
    const { name, strategy, signIn, tokenVault, agreements } = connection;
    return html`<h4><span class="dot c${index % 6}" aria-hidden="true"></span>${name}</h4>
<p class="kind">connection, strategy ${strategy}</p>
<p class="chips">${toggle("sign-in", signIn)}${toggle("Token Vault", tokenVault)}</p>
${count(agreements, `#connection-${name}`)}`;
}

function registrationBox(registration: RegistrationBox): Html {
    const { name, audience, appId, secrets, redirectUris, servicePrincipal, consentedForAll } = registration;
    return html`<h4>${name}</h4>
<p class="kind">app registration, ${audience}</p>
<dl class="facts"><dt>Client ID</dt><dd><code>${appId}</code></dd>
<dt>Redirect ${redirectUris.length === 1 ? "URI" : "URIs"}</dt>${redirectUris.map((uri) => html`<dd><code>${uri}</code></dd>`)}
<dt>Client secrets</dt>${secrets.map((secret) => html`<dd>${secret.name}, <span class="${secret.hasEnded ? "over" : ""}">${secret.hasEnded ? "ended" : "ends"} ${secret.ends}</span></dd>`)}
<dt>Consent</dt><dd>${consent(servicePrincipal, consentedForAll)}</dd></dl>`;
}

function consent(servicePrincipal: boolean, forAll: readonly string[]): string {
    if (!servicePrincipal) return "no service principal in this directory";
    return forAll.length === 0 ? "each person is asked" : `given for everyone: ${forAll.join(", ")}`;
}

function toggle(what: string, isOn: boolean): Html {
    return html`<span class="chip ${isOn ? "on" : "off"}">${what} ${isOn ? "on" : "off"}</span>`;
}

function count(agreements: readonly Agreement[], link: string): Html {
    const held = agreements.filter(({ agrees }) => agrees).length;
    const text = `${held} of ${agreements.length} agree`;
    return html`<p class="count"><a href="${link}">${verdict(held === agreements.length, text, text)}</a></p>`;
}

function column(
    kind: string,
    title: string,
    subtitle: string,
    boxes: readonly Html[],
    stops: readonly (readonly Stop[])[],
    before: readonly Stop[],
): Html {
    return html`<section class="column ${kind}" aria-label="${title}">
<div class="head">${raw(railsOf(before))}<div class="title"><h3>${title}</h3><p>${subtitle}</p></div></div>
<ul>${boxes.map((box, index) => html`<li>${raw(railsOf(stops[index] ?? []))}<div class="box">${box}</div></li>\n`)}${boxes.length === 0 ? html`<li><div class="box"><p>nothing yet</p></div></li>` : ""}</ul>
</section>`;
}

type Stop = Parameters<typeof railsOf>[0][number];
