import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { graph } from "../../infra/graph.ts";
import { mayPass } from "../../infra/patiently.ts";

describe("a request of Microsoft Graph", () => {
    beforeEach(() => {
        vi.useFakeTimers({ now: new Date("2026-11-26T07:00:00Z") });
    });
    afterEach(() => {
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    /** Answers in turn; @returns how it ended, and when each request came, in milliseconds */
    async function asked(method: string, ...answers: readonly (() => Response)[]) {
        const start = Date.now();
        const times: number[] = [];
        vi.stubGlobal("fetch", async () => {
            const answer = answers[times.push(Date.now() - start) - 1] ?? answers.at(-1);
            return answer?.();
        });
        const ended = graph("token", method, "applications").catch(({ message }: Error) => message);
        await vi.runAllTimersAsync();
        return { ended: await ended, times };
    }

    const ok = () => Response.json({ value: [] });
    const status = (code: number, headers = {}) => {
        return () => new Response("{}", { status: code, headers });
    };
    const broken = () => {
        throw new TypeError("fetch failed");
    };

    it("is made again as soon as Microsoft says, half a minute later at most", async () => {
        const later = (value: string) => status(429, { "retry-after": value });
        expect(await asked("GET", later("2"), later("Thu, 26 Nov 2026 07:00:07 GMT"), later("3600"), ok)).toEqual({
            ended: { value: [] },
            times: [0, 2000, 7000, 37_000],
        });
    });

    it("is made four times where Microsoft is troubled", async () => {
        expect(await asked("GET", status(503), broken, status(500))).toEqual({
            ended: "Microsoft Graph answered 500 to GET applications",
            times: [0, 1000, 4000, 13_000],
        });
    });

    it("is made once where it is refused, and a change that may be done", async () => {
        expect((await asked("GET", status(403))).times).toEqual([0]);
        expect((await asked("POST", status(503))).times).toEqual([0]);
        expect((await asked("POST", broken)).times).toEqual([0]);
        expect((await asked("POST", status(429), ok)).times).toEqual([0, 1000]);
    });
});

describe("mayPass", () => {
    it.each([
        ["invocation of auth0:index/getClients:getClients returned an error: 504 Gateway Timeout", true],
        ["dial tcp 127.0.0.1:443: connect: connection refused", true],
        ["read tcp 127.0.0.1:1->127.0.0.1:443: read: connection reset by peer", true],
        ["The operation was aborted due to timeout", true],
        ["403 Forbidden: Insufficient scope", false],
        ["404 Not Found", false],
    ])("knows %o: %o", (text, passes) => {
        expect(mayPass(new Error(text))).toBe(passes);
    });
});
