import { describe, expect, it } from "vitest";
import { Refusal } from "../../../clouds/refusal.ts";
import { Person } from "../../../proof/person/person.ts";
import { personNamed } from "../proof-fixture.ts";
import { consentPage, errorPage, hostedPages, signInPage } from "./hosted-pages.ts";

const anna = personNamed("anna", "own directory");

/** Sign-in, then consent, then back at `/callback`, with an error where it was declined. */
function services() {
    return hostedPages((app) => {
        app.get("/authorize", (c) => c.html(signInPage));
        app.post("/chosen", (c) => c.html(consentPage));
        app.post("/answered", async (c) => {
            const { answer } = await c.req.parseBody();
            if (answer === "accept") return c.redirect("/callback?code=c");
            return c.redirect("/callback?error=access_denied&error_description=AADSTS65004%3A+declined");
        });
    });
}

/** Who refused, with which status, code and text. */
async function refusalOf(tried: Promise<unknown>): Promise<unknown[]> {
    const thrown = await tried.catch((error: unknown) => error);
    if (!(thrown instanceof Refusal)) throw new Error("it is not refused", { cause: thrown });
    return [thrown.by, thrown.status, thrown.code, thrown.message];
}

describe("a person whom an app sends to sign in", () => {
    it("chooses their own account, consents, and returns with what the app is given", async () => {
        const { origin, asked } = await services();

        const back = await new Person(anna).goThrough(`${origin}/authorize`, `${origin}/callback`);

        expect(back.href).toBe(`${origin}/callback?code=c`);
        expect(asked.map(({ method, path, form }) => [method, path, form])).toEqual([
            ["GET", "/authorize", ""],
            ["POST", "/chosen", "flow=flow-1&username=anna%40example.com"],
            ["POST", "/answered?flow=flow-1", "answer=accept"],
        ]);
    });

    it("may decline, and the app is given the error", async () => {
        const { origin, asked } = await services();

        expect(
            await refusalOf(new Person(anna).goThrough(`${origin}/authorize`, `${origin}/callback`, "cancel")),
        ).toEqual(["callback", 302, "access_denied", "AADSTS65004: declined"]);
        expect(asked.at(-1)?.form).toBe("answer=cancel");
    });

    it("is refused by an error page, with its error and its text", async () => {
        const { origin } = await hostedPages((app) => app.get("/authorize", (c) => c.html(errorPage, 400)));

        expect(await refusalOf(new Person(anna).goThrough(`${origin}/authorize`, `${origin}/callback`))).toEqual([
            new URL(origin).host,
            400,
            "AADSTS50011",
            "Sorry AADSTS50011: another redirect URI",
        ]);
    });

    it("stops at a page that does not offer their account", async () => {
        const { origin } = await services();
        const stranger = new Person(personNamed("stranger", "personal"));

        expect(await refusalOf(stranger.goThrough(`${origin}/authorize`, `${origin}/callback`))).toEqual([
            new URL(origin).host,
            200,
            "stopped at microsoft-sign-in",
            "Pick an account Anna Ben",
        ]);
    });

    it("stops where there is no page at all", async () => {
        const { origin } = await hostedPages((app) => app.get("/authorize", (c) => c.text("Bad gateway", 502)));

        expect(await refusalOf(new Person(anna).goThrough(`${origin}/authorize`, `${origin}/callback`))).toEqual([
            new URL(origin).host,
            502,
            "no page",
            "Bad gateway",
        ]);
    });

    it("does not press the same button for ever", async () => {
        const { origin, asked } = await hostedPages((app) => {
            app.get("/authorize", (c) => c.html(signInPage));
            app.post("/chosen", (c) => c.html(signInPage));
        });

        const [, , code] = await refusalOf(new Person(anna).goThrough(`${origin}/authorize`, `${origin}/callback`));

        expect(code).toBe("stopped at microsoft-sign-in");
        expect(asked.filter(({ method }) => method === "POST")).toHaveLength(6);
    });
});

describe("a person who visits a page of its own", () => {
    it("signs in and accepts there, and reads what it says at last", async () => {
        const { origin } = await hostedPages((app) => {
            app.get("/adminconsent", (c) => c.html(signInPage));
            app.post("/chosen", (c) => c.html(consentPage));
            app.post("/answered", (c) => c.html('<main data-page="auth0-consented">Thank you.</main>'));
        });

        expect(await new Person(anna).visit(`${origin}/adminconsent`)).toMatchObject({
            name: "auth0-consented",
            status: 200,
            text: "Thank you.",
        });
    });

    it("is refused by an error page", async () => {
        const { origin } = await hostedPages((app) => app.get("/adminconsent", (c) => c.html(errorPage)));

        expect(await refusalOf(new Person(anna).visit(`${origin}/adminconsent`))).toEqual([
            new URL(origin).host,
            200,
            "AADSTS50011",
            "Sorry AADSTS50011: another redirect URI",
        ]);
    });

    it("is refused by a page with an error's status", async () => {
        const { origin } = await hostedPages((app) => app.get("/adminconsent", (c) => c.text("Not here", 404)));

        expect(await refusalOf(new Person(anna).visit(`${origin}/adminconsent`))).toEqual([
            new URL(origin).host,
            404,
            "no page",
            "Not here",
        ]);
    });
});
