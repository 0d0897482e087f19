import { beforeEach, describe, expect, it } from "vitest";
import { Clock } from "../../../sandbox/service/clock.ts";
import { Replicas } from "../../../sandbox/service/replicas.ts";

const graph = "https://graph.microsoft.com";
let clock: Clock;
let replicas: Replicas;
beforeEach(() => {
    clock = new Clock();
    clock.hold(new Date("2026-11-26T12:00:00Z"));
    replicas = new Replicas(clock);
});

const read = (path: string, body: unknown) =>
    replicas.note("microsoft", { method: "GET", url: `${graph}${path}` }, Response.json(body));
const write = (method: string, path: string, body: unknown = {}, status = 200) =>
    replicas.note("microsoft", { method, url: `${graph}${path}` }, Response.json(body, { status }));
const former = async (path: string) => replicas.former("microsoft", `${graph}${path}`)?.json();

describe("a replica that has not heard of the latest change", () => {
    it("shows an object as it was before, by v1.0 and beta alike, and forgets no version between two changes", async () => {
        await read("/v1.0/applications/a", "first");
        expect(await former("/v1.0/applications/a")).toBeUndefined();

        await write("POST", "/v1.0/applications/a/addPassword");
        expect(await former("/v1.0/applications/a")).toBe("first");
        await read("/v1.0/applications/a", "second");
        expect(await former("/v1.0/applications/a")).toBe("first");
        await write("PATCH", "/beta/applications/A");
        expect(await former("/v1.0/applications/a")).toBe("second");
    });

    it("shows a list without what was just made, and tells one query from another", async () => {
        const query = "/v1.0/servicePrincipals?%24filter=appId+eq+%27a%27";
        await read(query, []);
        await write("POST", "/v1.0/servicePrincipals", { id: "s" }, 201);

        expect(await former(query)).toEqual([]);
        expect(await former("/v1.0/servicePrincipals")).toBeUndefined();
        expect(await former("/v1.0/servicePrincipals/s")).toBeUndefined();
    });

    it("knows nothing of what was refused", async () => {
        await read("/v1.0/applications/a", "first");
        await write("PATCH", "/v1.0/applications/a", {}, 400);

        expect(await former("/v1.0/applications/a")).toBeUndefined();
    });
});

it("ages are counted from the creation and from the latest change", async () => {
    await write("POST", "/v1.0/applications", { id: "New" }, 201);
    clock.advance(3000);
    await write("PATCH", "/v1.0/applications/new");
    clock.advance(1000);
    const ages = (path: string) => [replicas.sinceCreation("microsoft", path), replicas.sinceChange("microsoft", path)];

    expect(ages("/v1.0/applications/new/owners")).toEqual([4000, 1000]);
    expect(ages("/v1.0/applications")).toEqual([undefined, 1000]);
    expect(ages("/v1.0/applications/old")).toEqual([undefined, undefined]);
});
