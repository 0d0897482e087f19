import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { leftovers, removeLeftoverSecrets } from "../../infra/leftover-secrets.ts";
import { record } from "./record.ts";

const now = new Date("2027-01-15T12:00:00Z");
const secret = (keyId: string, displayName: string | null, startDateTime: string | null) => ({
    keyId,
    displayName,
    startDateTime,
});

describe("leftovers", () => {
    it("are secrets of the same slot and generation, made within a day", () => {
        const name = "slot b, issued 2027-01-15";
        expect(
            leftovers(
                [
                    secret("left", name, "2027-01-15T11:58:00Z"),
                    secret("other slot", "slot a, issued 2027-01-15", "2027-01-15T11:58:00Z"),
                    secret("other generation", "slot b, issued 2027-01-14", "2027-01-15T11:58:00Z"),
                    secret("may be in use", name, "2027-01-14T11:59:00Z"),
                    secret("by hand", null, "2027-01-15T11:58:00Z"),
                    secret("no start", name, null),
                ],
                name,
                now,
            ).map(({ keyId }) => keyId),
        ).toEqual(["left"]);
    });
});

describe("the hook of a client secret", () => {
    afterEach(() => {
        vi.unstubAllGlobals();
        vi.restoreAllMocks();
        vi.useRealTimers();
    });

    async function call(reply: () => Response, token: (() => Promise<string>) | undefined) {
        const fetched = vi.fn<typeof fetch>(async (_url, { method } = {}) =>
            method === "GET" ? reply() : new Response(null, { status: 204 }),
        );
        vi.stubGlobal("fetch", fetched);
        vi.useFakeTimers({ now, toFake: ["Date"] });
        const said = vi.spyOn(pulumi.log, "info").mockResolvedValue();
        const warned = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
        let hook: pulumi.ResourceHook | undefined;
        await record(() => {
            hook = removeLeftoverSecrets(token);
        });
        const newInputs = { applicationId: "/applications/object-1", displayName: "slot b, issued 2027-01-15" };
        await hook?.callback({ urn: "", id: "", name: "ms-b", type: "", newInputs });
        return {
            requests: fetched.mock.calls.map(([url, init]) => `${init?.method} ${url} ${init?.body ?? ""}`.trim()),
            said: said.mock.calls.map(([text]) => text),
            warned: warned.mock.calls.map(([text]) => text),
        };
    }

    const application =
        (...passwordCredentials: object[]) =>
        () =>
            Response.json({ passwordCredentials });

    it("removes what an interrupted update left, and says so", async () => {
        const left = secret("left", "slot b, issued 2027-01-15", "2027-01-15T11:58:00Z");
        expect(await call(application(left), async () => "token")).toEqual({
            requests: [
                "GET https://graph.microsoft.com/v1.0/applications/object-1",
                'POST https://graph.microsoft.com/v1.0/applications/object-1/removePassword {"keyId":"left"}',
            ],
            said: ["ms-b: removed the client secret that an interrupted update left"],
            warned: [],
        });
    });

    it("says nothing where nothing was left, and asks nobody without access", async () => {
        expect(await call(application(), async () => "token")).toMatchObject({ said: [], warned: [] });
        expect(await call(application(), undefined)).toEqual({ requests: [], said: [], warned: [] });
    });

    it("is no obstacle where it may not look", async () => {
        const { warned } = await call(
            () => new Response("{}", { status: 403 }),
            async () => "token",
        );
        expect(warned).toEqual([
            "ms-b: what an interrupted update may have left could not be looked for: Microsoft Graph answered 403 to GET applications/object-1",
        ]);
    });
});
