import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, callbackUrl, domain, type SignIn, startSignIn } from "./sign-in-fixture.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
    await signIn.auth0.sdk.resourceServers.create({ identifier: api, scopes: [{ value: "read:things" }] });
});
afterAll(() => signIn.close());

describe("consent", () => {
    const local = "http://localhost:3000/callback";

    it("is asked for on this machine, or where the API does not skip it, once", async () => {
        const client = await signIn.addClient({ callbacks: [callbackUrl] });
        const browser = signIn.browser();
        const request = { client_id: client.id, audience: api, scope: "openid read:things" };
        await signIn.signIn({ connection: "windowslive" }, { browser });

        const silent = await browser.get(signIn.authorizeUrl({ ...request, prompt: "none" }));
        expect(new URL(silent.location ?? "").searchParams.get("error")).toBe("consent_required");

        const asked = await browser.get(signIn.authorizeUrl(request));
        const page = await browser.get(asked.location ?? "");
        const main = parse(page.text).querySelector("main");
        expect(main?.getAttribute("data-page")).toBe("auth0-consent");
        expect(main?.querySelectorAll("li").map((item) => item.getAttribute("data-scope"))).toEqual([
            "openid",
            "read:things",
        ]);
        const state = main?.querySelector("input[name=state]")?.getAttribute("value") ?? "";
        const accepted = await browser.post(`https://${domain}/u/consent`, { state, answer: "accept" });
        expect(new URL(accepted.location ?? "").searchParams.has("code")).toBe(true);

        const again = await browser.get(signIn.authorizeUrl({ ...request, prompt: "none" }));
        expect(new URL(again.location ?? "").searchParams.has("code")).toBe(true);
    });

    it("is asked for by an API that skips it, for a callback URL on this machine; declining is told to the app", async () => {
        const skipping = "https://skipping.acme.example";
        await signIn.auth0.sdk.resourceServers.create({
            identifier: skipping,
            skip_consent_for_verifiable_first_party_clients: true,
        });
        const client = await signIn.addClient({ callbacks: [callbackUrl, local] });
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        const request = { client_id: client.id, audience: skipping };
        const elsewhere = await browser.get(signIn.authorizeUrl(request));
        expect(new URL(elsewhere.location ?? "").searchParams.has("code")).toBe(true);

        const asked = await browser.get(signIn.authorizeUrl({ ...request, redirect_uri: local }));
        const state = new URL(asked.location ?? "").searchParams.get("state") ?? "";
        const declined = await browser.post(`https://${domain}/u/consent`, { state, answer: "cancel" });
        expect(declined.location).toBe(
            `${local}?error=access_denied&error_description=User+did+not+authorize+the+request&state=s`,
        );
    });

    it("is always asked for by the app of a third party, which has the connections of the domain level only", async () => {
        const { sdk } = signIn.auth0;
        const client = await signIn.addClient({ is_first_party: false });
        const request = { client_id: client.id, connection: "windowslive" };
        const without = await signIn.browser().get(signIn.authorizeUrl(request));
        expect(new URL(without.location ?? "").searchParams.get("error_description")).toBe(
            "the connection was disabled",
        );

        await sdk.connections.update(signIn.connectionId, { is_domain_connection: true });
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        const asked = await browser.open(signIn.authorizeUrl(request));
        expect(asked.page).toBe("auth0-consent");
        const answered = await browser.press(asked, "answer", "accept");
        expect([answered.url.hostname, answered.url.searchParams.has("code")]).toEqual(["portal.example", true]);
    });
});
