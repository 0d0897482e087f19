import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { customDomain, domain, type SignIn, startSignIn } from "./sign-in-fixture.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
});
afterEach(() => signIn.auth0.context.clock.set(new Date()));
afterAll(() => signIn.close());

describe("the session", () => {
    it("makes the next sign-in silent, at another client too", async () => {
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        const other = await signIn.addClient();
        const seen = await browser.get(signIn.authorizeUrl({ client_id: other.id, prompt: "none" }));
        expect(new URL(seen.location ?? "").searchParams.get("code")).toMatch(/^[\w-]{43}$/);
    });

    it.each([
        ["prompt=login", { prompt: "login", connection: "windowslive" }],
        ["max_age=0", { max_age: "0", connection: "windowslive" }],
    ])("is not used with %s", async (_what, changes) => {
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        signIn.auth0.context.clock.advance(1000);
        const seen = await browser.get(signIn.authorizeUrl(changes));
        expect(new URL(seen.location ?? "").host).toBe("login.microsoftonline.com");
    });

    it("is the browser's on the domain that made it, and on no other", async () => {
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        const cookie = await browser.cookies.getCookieString(`https://${domain}/`);
        await browser.cookies.setCookie(`${cookie}; Secure`, `https://${customDomain}/`);
        const seen = await browser.get(signIn.authorizeUrl({ prompt: "none" }, customDomain));
        expect(new URL(seen.location ?? "").searchParams.get("error")).toBe("login_required");
    });

    it("ends after three days without a visit", async () => {
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        signIn.auth0.context.clock.advance(72 * 60 * 60 * 1000);
        const seen = await browser.get(signIn.authorizeUrl({ prompt: "none" }));
        expect(new URL(seen.location ?? "").searchParams.get("error")).toBe("login_required");
    });

    it("ends after a week however often it is used", async () => {
        const browser = signIn.browser();
        await signIn.signIn({}, { browser });
        const answers = [];
        for (let day = 1; day <= 7; day += 1) {
            signIn.auth0.context.clock.advance(24 * 60 * 60 * 1000);
            const seen = await browser.get(signIn.authorizeUrl({ prompt: "none" }));
            answers.push(new URL(seen.location ?? "").searchParams.get("error") ?? "code");
        }
        expect(answers).toEqual(["code", "code", "code", "code", "code", "code", "login_required"]);
    });
});
