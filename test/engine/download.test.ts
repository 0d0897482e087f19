import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, it } from "vitest";
import { downloadByCurl } from "../../engine/download.ts";
import { ConnectProxy } from "../../sandbox/service/connect-proxy.ts";
import { type Served, served } from "../sandbox/served.ts";

let folder: string;
let vendor: Served;
let proxy: ConnectProxy;
let environment: Record<string, string | undefined>;
beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "download-"));
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.get("/archive", (context) => context.redirect("https://files.example.com/there"));
    app.get("/there", (context) => context.body("the archive"));
    app.get("/insecure", (context) => context.redirect("http://files.example.com/there"));
    vendor = await served(app);
    proxy = new ConnectProxy((name) => (name.endsWith("example.com") ? vendor.port : undefined));
    writeFileSync(join(folder, "ca.pem"), vendor.caPem);
    environment = {
        PATH: process.env["PATH"],
        HTTPS_PROXY: `http://127.0.0.1:${await proxy.start(0)}`,
        CURL_CA_BUNDLE: join(folder, "ca.pem"),
    };
});
afterEach(async () => {
    await proxy.stop();
    await vendor.close();
    rmSync(folder, { recursive: true, force: true });
});

const download = (address: string) => downloadByCurl(address, join(folder, "file"), { environment });

it("follows redirects through the proxy that the environment names, and trusts its certificates", async () => {
    await download("https://releases.example.com/archive");
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("the archive");
});

it("fails with the reason where the site is unreachable", async () => {
    await expect(download("https://elsewhere.test/archive")).rejects.toThrow(/^curl: \(\d+\) .*502/);
});

it("fails where the file is not there", async () => {
    await expect(download("https://releases.example.com/gone")).rejects.toThrow(/^curl: \(22\) .*404/);
});

it("refuses a certificate that nobody vouches for", async () => {
    environment["CURL_CA_BUNDLE"] = undefined;
    await expect(download("https://releases.example.com/archive")).rejects.toThrow(/^curl: \(60\) .*certificate/);
});

it("refuses to be led to an address without TLS", async () => {
    await expect(download("https://releases.example.com/insecure")).rejects.toThrow(/^curl: \(1\) Protocol "?http"?/);
});

it("says so where curl is missing", async () => {
    environment["PATH"] = folder;
    await expect(download("https://releases.example.com/archive")).rejects.toThrow("curl is not on PATH");
});
