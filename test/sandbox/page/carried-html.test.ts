import { describe, expect, it } from "vitest";
import { carriedAddress, carriedPath } from "../../../sandbox/page/carried-address.ts";
import { carriedCookie, carriedCookieNames, cookiesForHost } from "../../../sandbox/page/carried-cookies.ts";
import { carriedHtml } from "../../../sandbox/page/carried-html.ts";

const territory = {
    hosts: ["login.microsoftonline.com", "acme-dev.eu.auth0.com"],
    appAddresses: ["http://localhost:3000/auth/callback", "https://planner.example"],
};
const base = new URL("https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1");

describe("an address", () => {
    it.each([
        ["https://acme-dev.eu.auth0.com/login/callback?code=1", "/at/acme-dev.eu.auth0.com/login/callback?code=1"],
        ["http://localhost:3000/auth/callback?code=1&state=2", "/walk/back?code=1&state=2"],
        ["https://planner.example/?code=1", "/walk/back?code=1"],
        ["https://planner.example/other", undefined],
        ["http://acme-dev.eu.auth0.com/", undefined],
        ["https://acme-dev.eu.auth0.com:8443/", undefined],
        ["https://graph.microsoft.com/v1.0/me", undefined],
        ["https://login.microsoftonline.com.evil.example/", undefined],
        ["https://evil.example/@login.microsoftonline.com/", undefined],
        ["javascript:alert(1)", undefined],
    ])("%s is led to %s", (address, path) => {
        expect(carriedPath(new URL(address), territory)).toBe(path);
    });

    it.each([
        ["/at/login.microsoftonline.com/common/login", "https://login.microsoftonline.com/common/login?a=1"],
        ["/at/login.microsoftonline.com", "https://login.microsoftonline.com/?a=1"],
        ["/at/login.microsoftonline.com//evil.example/", "https://login.microsoftonline.com//evil.example/?a=1"],
        ["/at/evil.example/", undefined],
        ["/at/graph.microsoft.com/v1.0/me", undefined],
        ["/at/127.0.0.1/", undefined],
        ["/at/login.microsoftonline.com:80/", undefined],
        ["/at/LOGIN.microsoftonline.com/", undefined],
        ["/at/x@login.microsoftonline.com/", undefined],
        ["/at/", undefined],
    ])("of the page, %s stands for %s", (path, address) => {
        expect(carriedAddress(path, "?a=1", territory)?.href).toBe(address);
    });
});

describe("a carried page", () => {
    const carried = (body: string) => carriedHtml(`<html><body>${body}</body></html>`, base, territory);

    it.each([
        [
            '<form method="post" action="/common/login">',
            '<form method="post" action="/at/login.microsoftonline.com/common/login">',
        ],
        ["<a href='/x?a=1&amp;b=2'>", '<a href="/at/login.microsoftonline.com/x?a=1&amp;b=2">'],
        ["<a href=next>", '<a href="/at/login.microsoftonline.com/common/oauth2/v2.0/next">'],
        ['<a class="b" HREF="#top">', '<a class="b" HREF="#top">'],
        ['<button formaction="/common/cancel">', '<button formaction="/at/login.microsoftonline.com/common/cancel">'],
        ['<a href="https://planner.example?error=x">', '<a href="/walk/back?error=x">'],
        ['<a href="https://www.microsoft.com/help">', "<a data-led-out-of-the-sandbox>"],
        ['<a href="//evil.example/">', "<a data-led-out-of-the-sandbox>"],
        ['<a href="javascript:alert(1)">', "<a data-led-out-of-the-sandbox>"],
        ['<img src="https://evil.example/i.png">', "<img data-led-out-of-the-sandbox>"],
        ['<p title="href=/x">a &lt; b</p>', '<p title="href=/x">a &lt; b</p>'],
        ['<input value="a > b" name="href">', '<input value="a > b" name="href">'],
        ['<meta http-equiv="refresh" content="0;url=https://evil.example">', ""],
        ['<base href="https://evil.example/">', ""],
        ["<script>location = 'https://evil.example'</script>", ""],
        ["<iframe src='https://evil.example/'>", ""],
    ])("has %s as %s", (written, led) => {
        expect(carried(written)).toContain(`</div>${led}</body>`);
    });

    it("says first what it is, and has a way back", () => {
        expect(carried("")).toMatch(
            /^<html><body><link rel="stylesheet" href="\/page\/carried.css"><div class="sandbox-banner" role="note"><strong>Sandbox\.<\/strong> This is its local <span>login\.microsoftonline\.com<\/span>: nothing here reaches the real one\. <a href="\/walk">/,
        );
    });
});

describe("a carried cookie", () => {
    it("has its host in its name, and neither domain nor Secure", () => {
        expect(
            carriedCookie("__Host-s=abc; Path=/u; Domain=x.example; Secure; SameSite=None; Max-Age=60", "a.example"),
        ).toBe("at~a.example~__Host-s=abc; Path=/at; Max-Age=60; HttpOnly; SameSite=Lax");
    });

    it("goes back to its own host under its own name, and to no other; the page's own go nowhere", () => {
        const sent = "walk=secret; at~a.example~s=1=2; at~b.example~s=3";

        expect(cookiesForHost(sent, "a.example")).toBe("s=1=2");
        expect(cookiesForHost(sent, "c.example")).toBe("");
        expect(carriedCookieNames(sent)).toEqual(["at~a.example~s", "at~b.example~s"]);
    });
});
