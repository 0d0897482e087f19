import { describe, expect, it } from "vitest";
import { readServiceTranscript } from "../../contract/read-transcripts.ts";
import { scenarios } from "../../contract/scenarios.ts";
import { bodyDifferences } from "../../contract/services/answer-differences.ts";
import { LiveValues } from "../../contract/services/live-values.ts";
import { differenceText, replayScenario } from "../../contract/services/replay-scenario.ts";
import { StableValues } from "../../contract/stable-values.ts";
import type { RecordedExchange, ServiceTranscript } from "../../contract/transcript.ts";

describe("the services answer what they answered the real providers", () => {
    it.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
        "in %s",
        async (name, scenario) => {
            const transcript = readServiceTranscript(name);
            if (transcript === undefined)
                throw new Error(`scenario ${name} is not recorded: npm run contract:record -- --only ${name}`);
            const { differences, requests } = await replayScenario(scenario, transcript);
            expect(differences.map(differenceText).join("\n")).toBe("");
            expect(requests).toBe(transcript.exchanges.reduce((sum, { times = 1 }) => sum + times, 0));
        },
    );
});

describe("a replay", () => {
    const [scenario, transcript] = firstRecorded("auth0-connection");

    it.each<readonly [what: string, change: (exchange: RecordedExchange) => RecordedExchange, told: string]>([
        ["a status", (exchange) => ({ ...exchange, status: 200 }), "(status)\n    recorded: 200\n    today:    201"],
        [
            "a value",
            (exchange) => ({ ...exchange, response: { ...(exchange.response as object), strategy: "waad" } }),
            'strategy\n    recorded: "waad"\n    today:    "windowslive"',
        ],
        [
            "a key that was there",
            (exchange) => ({ ...exchange, response: { ...(exchange.response as object), colour: "red" } }),
            'colour\n    recorded: "red"\n    today:    nothing',
        ],
        [
            "an id of another form",
            (exchange) => ({ ...exchange, response: { ...(exchange.response as object), id: "cgr_0000000000000001" } }),
            /id\n {4}recorded: "cgr_0000000000000001"\n {4}today: {4}"con_\w{16}"/.source,
        ],
        [
            "a header",
            (exchange) => ({ ...exchange, headers: { "retry-after": "1" } }),
            '(header retry-after)\n    recorded: "1"',
        ],
    ])("tells %s that is not as recorded, and where", async (_, change, told) => {
        const at = transcript.exchanges.findIndex(
            ({ method, path }) => method === "POST" && path === "/api/v2/connections",
        );
        const exchanges = transcript.exchanges.map((one, place) => (place === at ? change(one) : one)).slice(0, at + 1);
        const { differences } = await replayScenario(scenario, { ...transcript, exchanges });
        expect(differences.map(differenceText)).toEqual([
            expect.stringMatching(
                new RegExp(
                    `^auth0-connection, up: .+\\n  POST acme-dev.eu.auth0.com/api/v2/connections \\(request ${at + 1}\\)\\n  ${told.startsWith("id") ? told : escaped(told)}`,
                ),
            ),
        ]);
    });

    it("does not compare what is in a certificate, but that it is one", () => {
        const certificate = (content: string) => `-----BEGIN CERTIFICATE-----\n${content}\n-----END CERTIFICATE-----`;
        const values = new LiveValues();
        expect(bodyDifferences(certificate("a"), certificate("b"), values)).toEqual([]);
        expect(bodyDifferences(certificate("a"), "b", values)).toHaveLength(1);
    });

    it("compares of a token what a provider reads of it", () => {
        const token = (claims: object, signature: string) =>
            ["{}", JSON.stringify(claims), signature].map((part) => Buffer.from(part).toString("base64url")).join(".");
        const recorded = token({ aud: "a", exp: 1, jti: "token-1" }, '"stand-in"');
        const header = Buffer.from('{"alg":"RS256"}').toString("base64url");
        const withHeader = (text: string) => text.replace(/^[^.]*/, header);
        const live = (claims: object) => withHeader(token(claims, "signed"));
        const values = new LiveValues();
        expect(bodyDifferences(withHeader(recorded), live({ aud: "a", exp: 1, scope: "x" }), values)).toEqual([]);
        expect(bodyDifferences(withHeader(recorded), live({ aud: "b", exp: 1 }), values, "access_token")).toEqual([
            { path: "access_token (claim aud)", recorded: "a", live: "b" },
        ]);
    });

    it("knows every form of stand-in that a recording has", () => {
        const live = {
            guid: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            connection: "con_9tKzXq2mPbLw7RsE",
            grant: "cgr_9tKzXq2mPbLw7RsE",
            port: "https://127.0.0.1:45123/x",
            permissionGrant: `${"aB3-_".repeat(8)}xyz`,
            clientId: "aB3xYz".repeat(6).slice(0, 32),
            objectId: "0123456789abcdef01234567",
            secret: "one-secret-that_was~given.out-0123456789",
            hint: "one",
            path: "/api/v2/clients/aB3xYzaB3xYzaB3xYzaB3xYzaB3xYzaB?x=3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        };
        const recorded = new StableValues(() => [live.secret], []).json(live);
        expect(recorded).not.toEqual(live);
        const values = new LiveValues();
        values.learn(recorded, live);
        expect(values.json({ ...(recorded as object), hint: "one" })).toEqual(live);
    });
});

function firstRecorded(name: string): readonly [(typeof scenarios)[number], ServiceTranscript] {
    const scenario = scenarios.find((one) => one.name === name);
    const transcript = readServiceTranscript(name);
    if (scenario === undefined || transcript === undefined) throw new Error(`scenario ${name} is not recorded`);
    return [scenario, transcript];
}

function escaped(text: string): string {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
