import { fetch, ProxyAgent } from "undici";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBadDay } from "../../../sandbox/faults/bad-day.ts";
import { startWorld, type World } from "../../../sandbox/world.ts";
import { deployer, domain } from "../auth0/auth0-fixture.ts";
import { seed as directory } from "../microsoft/microsoft-fixture.ts";

let world: World;
let agent: ProxyAgent;

beforeAll(async () => {
    world = await startWorld({ tenant: { domain, customDomains: [], deployer }, directory });
    agent = new ProxyAgent({ uri: world.proxyUrl, requestTls: { ca: world.caPem } });
});
afterAll(async () => {
    await agent.close();
    await world.close();
});

const keys = () => fetch(`https://${domain}/.well-known/jwks.json`, { dispatcher: agent });

it("a normal day has Auth0's and Microsoft's limits and a secret lag of its seed, and ends without a trace", async () => {
    const lags = [1, 1, 2].map((seed) => {
        const day = startBadDay(world, "a normal day", seed);
        expect(world.directory.secretLagMs).toBe(day.secretLagMs);
        expect([...world.faults.limiters.keys()]).toEqual(["auth0", "microsoft"]);
        day.end();
        return day.secretLagMs;
    });

    expect(lags[0]).toBe(lags[1]);
    expect(lags[0]).not.toBe(lags[2]);
    expect(lags.every((lag) => lag >= 2000 && lag <= 5000)).toBe(true);
    expect([world.directory.secretLagMs, world.faults.limiters.size, world.faults.source]).toEqual([0, 0, undefined]);
    expect((await keys()).headers.get("x-ratelimit-limit")).toBe("1000");
});

it("a small tenant gets the free subscription's limits", async () => {
    const day = startBadDay(world, "a small tenant", 1);
    const answer = await keys();
    day.end();

    expect([answer.status, answer.headers.get("x-ratelimit-limit")]).toEqual([200, "300"]);
});

it("a clock that is wrong shows in the services' Date and in their tokens", async () => {
    startBadDay(world, "a clock that is wrong", 1).end();
    const ahead = (time: number) => Math.round((time - Date.now()) / 60_000);
    const reply = await fetch(`https://${domain}/oauth/token`, {
        method: "POST",
        dispatcher: agent,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
            grant_type: "client_credentials",
            audience: `https://${domain}/api/v2/`,
            client_id: deployer.clientId,
            client_secret: deployer.clientSecret,
        }),
    });
    const { access_token: token } = (await reply.json()) as { access_token: string };
    const { iat } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

    expect(ahead(Date.parse(reply.headers.get("date") ?? ""))).toBe(10);
    expect(ahead(iat * 1000)).toBe(10);
});
