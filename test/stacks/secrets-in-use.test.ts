import { describe, expect, it } from "vitest";
import type { Providers } from "../../stacks/lookups.ts";
import { secretsInUse } from "../../stacks/secrets-in-use.ts";

type Found = Awaited<ReturnType<Providers["getConnection"]>>;

describe("secretsInUse", () => {
    const connections: Record<string, () => Promise<Partial<Found>>> = {
        "contoso-microsoft": async () => ({ options: [{ clientSecret: "s-1" } as Found["options"][number]] }),
        "contoso-hidden": async () => ({ options: [] }),
        "contoso-new": async () => Promise.reject(new Error("no connection found with name contoso-new")),
        "contoso-refused": async () => Promise.reject(new Error("429 Too Many Requests")),
    };
    const getConnection: Providers["getConnection"] = (args) => connections[args?.name ?? ""]?.() as Promise<Found>;

    it("are what the connections have that are there", async () => {
        expect(await secretsInUse(["contoso-microsoft", "contoso-new"], { getConnection })).toEqual(["s-1"]);
    });

    it.each([
        ["contoso-hidden", "these credentials are not shown which secret the connections have"],
        ["contoso-refused", 'connection "contoso-refused" could not be looked up: 429 Too Many Requests'],
    ])("are not told where %s is not shown", async (name, why) => {
        await expect(secretsInUse(["contoso-microsoft", name], { getConnection })).rejects.toThrow(why);
    });
});
