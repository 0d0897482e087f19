import { describe, expect, it } from "vitest";
import { unlikenesses } from "../../contract/compared.ts";
import { differences } from "../../contract/differences.ts";
import { replayOnStandIns } from "../../contract/replay-stand-ins.ts";
import { engineTranscript, recordedScenarios, serviceTranscript } from "./transcripts.ts";

describe("the stand-ins answer and ask as the real providers did", () => {
    const used = new Set<string>();

    it.each(recordedScenarios.map((name) => [engineTranscript(name).title, name]))("%s", async (_title, name) => {
        const replayed = await replayOnStandIns(engineTranscript(name), serviceTranscript(name));
        const unlike = replayed.flatMap(unlikenesses).filter((place) => {
            const wanted = differences.filter((difference) => difference.applies(place));
            for (const { what } of wanted) used.add(what);
            return wanted.length === 0;
        });

        expect(unlike).toEqual([]);
    });

    it("but for differences that are wanted, all of which are met", () => {
        expect(differences.map(({ what }) => what).filter((what) => !used.has(what))).toEqual([]);
    });
});

describe("a replay", () => {
    it("notices another answer of a service, another request and another answer to the engine", async () => {
        const engine = engineTranscript("auth0-connection");
        const service = serviceTranscript("auth0-connection");
        const created = engine.calls.findIndex(({ method }) => method === "Create");
        const calls = engine.calls.map((call, at) =>
            at === created ? { ...call, response: { id: "con_other" } } : call,
        );
        const exchanges = service.exchanges.map((exchange) =>
            exchange.method === "POST" && exchange.path === "/api/v2/connections"
                ? { ...exchange, request: {} }
                : exchange,
        );
        const found = (await replayOnStandIns({ ...engine, calls }, { ...service, exchanges })).flatMap(unlikenesses);
        const paths = found.filter(({ at }) => at === created).map(({ path }) => path);

        expect(paths).toContain("request");
        expect(paths).toContain("response.id");
        expect(paths).toContain("response.properties");
    });

    it("leaves the process's own way to the internet as it was", async () => {
        const before = globalThis.fetch;
        await replayOnStandIns(engineTranscript("auth0-connection"), serviceTranscript("auth0-connection"));
        expect(globalThis.fetch).toBe(before);
    });
});
