import { expect, it } from "vitest";
import { RequestLog } from "../../../sandbox/service/request-log.ts";

it("keeps the latest requests, and marks stay where they were", () => {
    const log = new RequestLog();
    const request = (index: number) => ({ service: "auth0", method: "GET", path: `/${index}`, status: 200 });
    for (let index = 0; index < 60_000; index += 1) log.add(request(index));
    const mark = log.mark();
    log.add(request(60_000));

    expect(mark).toBe(60_000);
    expect(log.since(mark)).toEqual([request(60_000)]);
    expect(log.since(0).length).toBeLessThanOrEqual(50_000);
    expect(log.count("auth0", mark)).toBe(1);
});
