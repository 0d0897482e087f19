import { describe, expect, it } from "vitest";
import { Browser } from "../../../proof/person/browser.ts";
import { errorPage, hostedPages, signInPage } from "./hosted-pages.ts";

const never = () => false;
const atCallback = (url: URL) => url.pathname === "/callback";

describe("the browser of a person", () => {
    it("follows redirects until it is back at the app, which it does not ask", async () => {
        const { origin, asked } = await hostedPages((app) => {
            app.get("/authorize", (c) => c.redirect("/resume?state=s"));
            app.get("/resume", (c) => c.redirect("/callback?code=c", 303));
        });

        const arrival = await new Browser().open(`${origin}/authorize`, atCallback);

        expect(arrival).toEqual({ at: "app", url: new URL(`${origin}/callback?code=c`) });
        expect(asked.map(({ path }) => path)).toEqual(["/authorize", "/resume?state=s"]);
    });

    it("keeps cookies, drops those that end, and has none of another browser", async () => {
        const { origin, asked } = await hostedPages((app) => {
            app.get("/set", (c) => {
                c.header("set-cookie", "session=1; Path=/; HttpOnly", { append: true });
                c.header("set-cookie", "only-there=1; Path=/there", { append: true });
                return c.redirect("/end");
            });
            app.get("/end", (c) => {
                c.header("set-cookie", "session=; Path=/; Max-Age=0");
                return c.redirect("/there");
            });
            app.get("/there", (c) => c.html(signInPage));
        });
        await new Browser().open(`${origin}/set`, never);
        await new Browser().open(`${origin}/there`, never);

        expect(asked.map(({ path, cookie }) => [path, cookie])).toEqual([
            ["/set", ""],
            ["/end", "session=1"],
            ["/there", "only-there=1"],
            ["/there", ""],
        ]);
    });

    it("reads a page: its name, text, buttons and form", async () => {
        const { origin } = await hostedPages((app) => app.get("/sign-in", (c) => c.html(signInPage)));

        expect(await new Browser().open(`${origin}/sign-in`, never)).toEqual({
            at: "page",
            url: new URL(`${origin}/sign-in`),
            page: {
                name: "microsoft-sign-in",
                status: 200,
                error: undefined,
                text: "Pick an account Anna Ben",
                buttons: { username: ["anna@example.com", "ben@example.com"] },
                form: { action: "/chosen", hidden: { flow: "flow-1" } },
            },
        });
    });

    it("reads the error of an error page, which has no form to press", async () => {
        const { origin } = await hostedPages((app) => app.get("/sign-in", (c) => c.html(errorPage, 400)));
        const browser = new Browser();

        const arrival = await browser.open(`${origin}/sign-in`, never);
        if (arrival.at !== "page") throw new Error("it is a page");

        expect(arrival.page).toEqual({
            name: "microsoft-error",
            status: 400,
            error: "AADSTS50011",
            text: "Sorry AADSTS50011: another redirect URI",
            buttons: {},
            form: undefined,
        });
        expect(() => browser.press(arrival.page, arrival.url, {}, never)).toThrow(
            new Error("the page microsoft-error has no form"),
        );
    });

    it("takes what is no page of the services by its text alone", async () => {
        const { origin } = await hostedPages((app) => app.get("/", (c) => c.text("Bad gateway", 502)));

        expect(await new Browser().open(origin, never)).toMatchObject({
            page: { name: "", status: 502, error: undefined, text: "Bad gateway", buttons: {}, form: undefined },
        });
    });

    it("presses a button: the form goes out with its hidden fields, and the redirect after it without", async () => {
        const { origin, asked } = await hostedPages((app) => {
            app.get("/sign-in", (c) => c.html(signInPage));
            app.post("/chosen", (c) => c.redirect("/after"));
            app.get("/after", (c) => c.redirect("/callback?code=c"));
        });
        const browser = new Browser();

        const arrival = await browser.open(`${origin}/sign-in`, atCallback);
        if (arrival.at !== "page") throw new Error("it is a page");
        const back = await browser.press(arrival.page, arrival.url, { username: "anna@example.com" }, atCallback);

        expect(back.url.href).toBe(`${origin}/callback?code=c`);
        expect(asked.slice(1)).toEqual([
            { method: "POST", path: "/chosen", cookie: "", form: "flow=flow-1&username=anna%40example.com" },
            { method: "GET", path: "/after", cookie: "", form: "" },
        ]);
    });

    it("refuses to be sent around for ever, and names where it began without what was in the query", async () => {
        const { origin, asked } = await hostedPages((app) => app.get("/loop", (c) => c.redirect("/loop")));

        await expect(new Browser().open(`${origin}/loop?ticket=secret`, never)).rejects.toThrow(
            new Error(`more than 20 redirects, from ${origin}/loop`),
        );
        expect(asked).toHaveLength(20);
    });
});
