import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attacked, targetsOf } from "../../reliability/inputs/http/attacks.ts";
import { flooded, floodNames, mostMemory } from "../../reliability/inputs/http/floods.ts";
import { judgedReply } from "../../reliability/inputs/http/judged-reply.ts";
import { opened, rawExchange } from "../../reliability/inputs/http/raw-exchange.ts";
import { startVictim, type Victim } from "../../reliability/inputs/http/started-victim.ts";

// Part of `npm run reliability -- --full --only inputs`, which sends thousands.

let victim: Victim;
beforeAll(async () => {
    victim = await startVictim();
}, 60_000);
afterAll(() => victim?.close());

const seed = Date.now() & 0x7fffffff;

describe("a sandbox that is asked for anything", () => {
    it("answers in the vendor's form or closes the connection, and lives", async () => {
        expect(await attacked(victim, 120, seed)).toEqual([]);
    });

    it.each(floodNames)("bears %s, and answers everybody else", async (name) => {
        expect(await flooded(victim, name, { connections: 25, megabytes: 4, requests: 48 })).toEqual([]);
    });

    it("survives whoever asks the proxy for another name and goes away without a word", async () => {
        for (let index = 0; index < 20; index++) {
            const socket = await opened(targetsOf(victim).proxy);
            socket.on("error", () => {});
            socket.write("CONNECT evil.example:443 HTTP/1.1\r\n\r\n", () => socket.resetAndDestroy());
        }
        expect((await rawExchange(targetsOf(victim).proxy, ["GET / HTTP/1.1\r\nHost: x\r\n\r\n"])).text).toContain(
            "HTTP/1.1 501 Not Implemented",
        );
        expect(victim.complaint()).toBeUndefined();
    });

    it.runIf(process.platform === "linux")("never holds more than 256 MB", () => {
        expect(victim.mostMemory()).toBeLessThan(mostMemory);
    });
});

describe("a control route", () => {
    it.each([
        ["{", 400],
        ['{"rows":[]}', 400],
        ["[]", 204],
    ])("takes %s for a proof with %i", async (body, status) => {
        const { desk } = victim;
        const { text } = await rawExchange(targetsOf(victim).desk, [
            `PUT /control/proof HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nAuthorization: Bearer ${desk.token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        ]);

        expect(text).toContain(`HTTP/1.1 ${status} `);
    });

    it("answers to loopback's own names only, whoever has the token", async () => {
        const { desk } = victim;
        const { text } = await rawExchange(targetsOf(victim).desk, [
            `GET /control/people HTTP/1.1\r\nHost: evil.example:${desk.port}\r\nAuthorization: Bearer ${desk.token}\r\n\r\n`,
        ]);

        expect(text).toContain("HTTP/1.1 421 ");
    });

    it("takes a megabyte and no more", async () => {
        const { desk } = victim;
        const { text } = await rawExchange(targetsOf(victim).desk, [
            `PUT /control/proof HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nAuthorization: Bearer ${desk.token}\r\nContent-Length: 1100000\r\n\r\n`,
            Buffer.alloc(1_100_000, 0x20),
        ]);

        expect(text).toContain("HTTP/1.1 413 ");
    });
});

describe("a body that is larger beyond all measure", () => {
    it("is refused before it comes", async () => {
        const { auth0 } = victim;
        const { text } = await rawExchange(targetsOf(victim).auth0, [
            `POST /api/v2/clients HTTP/1.1\r\nHost: ${auth0.host}\r\nAuthorization: Bearer ${auth0.token}\r\nContent-Length: 4294967296\r\n\r\n`,
        ]);

        expect(text).toContain("HTTP/1.1 413 ");
    });
});

describe("the judge of answers", () => {
    const reply = (text: string) => judgedReply({ server: "graph", text: "" }, { text, isClosed: true }, victim);

    it.each([
        ["a failure of the server's own", 'HTTP/1.1 500 x\r\n\r\n{"error":{}}', "500: "],
        ["an error in nobody's form", "HTTP/1.1 404 x\r\nContent-Type: text/plain\r\n\r\nno", "404 in no form"],
        ["what is no HTTP", "hello", "no answer of HTTP"],
        ["another person", 'HTTP/1.1 200 x\r\n\r\n{"upn":"person-3@acme.example"}', "the answer to one person"],
        ["a secret", "HTTP/1.1 200 x\r\n\r\nrun-token-of-the-victim", "the answer holds a secret"],
    ])("notices %s", (_what, text, told) => {
        expect(reply(text)).toContain(told);
    });

    it("lets the vendor's own form pass, and silence", () => {
        expect(reply('HTTP/1.1 404 x\r\nContent-Type: application/json\r\n\r\n{"error":{"code":"x"}}')).toBeUndefined();
        expect(reply("")).toBeUndefined();
    });
});
