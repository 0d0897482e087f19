import { html } from "hono/html";
import { expect, it } from "vitest";
import { hiddenInputs, hostedPages } from "../../../sandbox/service/hosted-page.ts";

const pages = hostedPages("main { color: red; }");

it("loads nothing, runs nothing but the one script it names, and is kept and framed nowhere", () => {
    expect(pages.headers).toEqual({
        "content-security-policy": [
            "default-src 'none'",
            "style-src 'sha256-MSecyNUjYC6Xr5LutuzhTtI0ZPORJcl9t1ralgamHy8='",
            "script-src 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE='",
            "form-action 'self' https: http://127.0.0.1:* http://localhost:*",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ].join("; "),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    });
});

it("says by name what it is and which error it tells of, and escapes what it is given", () => {
    const page = String(pages.page("a-page", "<Title>", html`<p>${"<b>"}</p>`, 'A"1'));

    expect(page).toContain('<main data-page="a-page" data-error="A&quot;1">\n<h1>&lt;Title&gt;</h1>\n<p>&lt;b&gt;</p>');
    expect(page).toContain("<title>&lt;Title&gt;</title>\n<style>main { color: red; }</style>");
    expect(String(pages.page("a-page", "Title", html``))).toContain('<main data-page="a-page">');
});

it("carries values in hidden inputs, several of one name too", () => {
    const inputs = String(hiddenInputs(new URLSearchParams('a=1&a=2&b="')));

    expect(inputs).toBe(
        '<input type="hidden" name="a" value="1">\n<input type="hidden" name="a" value="2">\n<input type="hidden" name="b" value="&quot;">\n',
    );
});
