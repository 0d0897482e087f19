import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
    type LeftoverSearch,
    leftovers,
    mayBeInUse,
    otherStackIn,
    removeLeftoverSecrets,
    type SeenSecret,
} from "../../infra/leftover-secrets.ts";
import { record } from "./record.ts";

const now = new Date("2027-01-15T12:00:00Z");
const displayName = "slot b, issued 2027-01-15";
const endDate = "2027-07-14T00:00:00Z";
const left: SeenSecret = {
    keyId: "left",
    displayName,
    startDateTime: "2027-01-15T11:58:00Z",
    endDateTime: endDate,
    hint: "Xy~",
};

describe("leftovers", () => {
    const keyIds = (...secrets: SeenSecret[]) =>
        leftovers(secrets, { displayName, endDate }, now).map(({ keyId }) => keyId);

    it("are secrets of the same slot and generation, made within a day", () => {
        expect(keyIds(left)).toEqual(["left"]);
    });

    it.each<[string, Partial<SeenSecret>]>([
        ["of the other slot", { displayName: "slot a, issued 2027-01-15" }],
        ["of an earlier rotation", { displayName: "slot b, issued 2027-01-14" }],
        ["made by hand", { displayName: "Auth0" }],
        ["made by hand, without a name", { displayName: null }],
        ["made by hand, of the same name", { endDateTime: "2027-07-14T12:03:44.9391262Z" }],
        ["without an end", { endDateTime: null }],
        ["older than a day", { startDateTime: "2027-01-14T11:59:00Z" }],
        ["without a start", { startDateTime: null }],
    ])("are none %s", (_which, difference) => {
        expect(keyIds({ ...left, ...difference })).toEqual([]);
    });

    it("are, of any secrets, only those of that very name and end", () => {
        const near = (value: string) => fc.constantFrom(value, `${value} `, "", null);
        const anySecret = fc.record({
            keyId: fc.uuid(),
            displayName: fc.oneof(near(displayName), near("slot a, issued 2027-01-15"), fc.string()),
            startDateTime: fc.oneof(near("2027-01-15T11:58:00Z"), near("2026-01-15T11:58:00Z")),
            endDateTime: fc.oneof(near(endDate), near("2027-07-15T00:00:00Z")),
            hint: fc.constant(null),
        });
        fc.assert(
            fc.property(fc.array(anySecret), (secrets) => {
                for (const found of leftovers(secrets, { displayName, endDate }, now)) {
                    expect([found.displayName, Date.parse(found.endDateTime ?? "")]).toEqual([
                        displayName,
                        Date.parse(endDate),
                    ]);
                }
            }),
            { interruptAfterTimeLimit: 3_000 },
        );
    });
});

describe("mayBeInUse", () => {
    it("tells by the first three characters", () => {
        expect(mayBeInUse(left, ["Xy~8Q~abc"])).toBe(true);
        expect(mayBeInUse(left, ["abc8Q~Xy~"])).toBe(false);
    });

    it("takes a secret without a hint for one in use, where there are any", () => {
        expect(mayBeInUse({ ...left, hint: null }, ["abc"])).toBe(true);
        expect(mayBeInUse({ ...left, hint: null }, [])).toBe(false);
    });
});

describe("otherStackIn", () => {
    it.each([
        ["Managed by Pulumi stack connection/dev. What is changed by hand is changed back.", undefined],
        ["Managed by Pulumi stack connection/dev2. What is changed by hand is changed back.", "connection/dev2"],
        ["Contoso's own", undefined],
        [null, undefined],
        [undefined, undefined],
    ])("reads %j", (notes, other) => {
        expect(otherStackIn(notes, "connection/dev")).toBe(other);
    });
});

describe("the hook of a client secret", () => {
    afterEach(() => {
        vi.unstubAllGlobals();
        vi.restoreAllMocks();
        vi.useRealTimers();
    });

    const inputs: Record<string, unknown> = { applicationId: "/applications/object-1", displayName, endDate };
    const search: LeftoverSearch = {
        token: async () => "token",
        owningStack: "microsoft-connection/dev",
        inUse: async () => ["abc8Q~of-slot-a"],
    };

    async function registered(given: LeftoverSearch | undefined): Promise<pulumi.ResourceHook> {
        let hook: pulumi.ResourceHook | undefined;
        await record(() => {
            hook = removeLeftoverSecrets(given);
        });
        if (hook === undefined) throw new Error("no hook was registered");
        return hook;
    }

    async function call(reply: () => Response, given: LeftoverSearch | undefined = search, newInputs = inputs) {
        const fetched = vi.fn<typeof fetch>(async (_url, { method } = {}) =>
            method === "GET" ? reply() : new Response(null, { status: 204 }),
        );
        vi.stubGlobal("fetch", fetched);
        vi.useFakeTimers({ now, toFake: ["Date"] });
        const said = vi.spyOn(pulumi.log, "info").mockResolvedValue();
        const warned = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
        const hook = await registered(given);
        await hook.callback({ urn: "", id: "", name: "ms-b", type: "", newInputs });
        return {
            requests: fetched.mock.calls.map(([url, init]) => `${init?.method} ${url} ${init?.body ?? ""}`.trim()),
            said: said.mock.calls.map(([text]) => text),
            warned: warned.mock.calls.map(([text]) => text),
        };
    }

    const application = (passwordCredentials: object[], notes: string | null = null) => {
        return () => Response.json({ notes, passwordCredentials });
    };
    const looked = "GET https://graph.microsoft.com/v1.0/applications/object-1";

    it("does not run in previews", async () => {
        expect((await registered(search)).opts?.onDryRun ?? false).toBe(false);
    });

    it("removes what an interrupted update left, and says so", async () => {
        expect(await call(application([left, { ...left, keyId: "other", displayName: "slot a" }]))).toEqual({
            requests: [
                looked,
                'POST https://graph.microsoft.com/v1.0/applications/object-1/removePassword {"keyId":"left"}',
            ],
            said: ["ms-b: removed the client secret that an interrupted update left"],
            warned: [],
        });
    });

    it("says nothing where nothing was left, and asks nobody without access", async () => {
        expect(await call(application([]))).toEqual({ requests: [looked], said: [], warned: [] });
        const hook = await registered(undefined);
        const fetched = vi.fn<typeof fetch>();
        vi.stubGlobal("fetch", fetched);
        await hook.callback({ urn: "", id: "", name: "ms-b", type: "", newInputs: inputs });
        expect(fetched).not.toHaveBeenCalled();
    });

    it.each(Object.keys(inputs))("asks nobody where %s is not known", async (property) => {
        expect(await call(application([left]), search, { ...inputs, [property]: undefined })).toEqual({
            requests: [],
            said: [],
            warned: [],
        });
    });

    const notLooked = "ms-b: what an interrupted update may have left could not be looked for, or stays:";

    it.each<[string, Partial<SeenSecret>]>([
        ["of today", {}],
        ["of last month", { startDateTime: "2026-12-15T11:58:00Z" }],
    ])("makes none a second time that a connection signs in with: one %s", async (_when, difference) => {
        const given = { ...search, inUse: async () => ["Xy~8Q~the-rest"] };
        await expect(call(application([{ ...left, ...difference }]), given)).rejects.toThrow(
            `"${displayName}" exists, is not in the state, and a connection signs in with it: the state is older than the clouds. It is not made a second time; docs/states.md says how to go on.`,
        );
    });

    it.each<[string, () => Response, LeftoverSearch, string]>([
        [
            "Microsoft does not let it look",
            () => new Response("{}", { status: 403 }),
            search,
            "Microsoft Graph answered 403 to GET applications/object-1",
        ],
        [
            "a connection may sign in with it, which cannot be told",
            application([{ ...left, hint: null }]),
            search,
            `"${displayName}" is not in the state, and may be what a connection signs in with`,
        ],
        [
            "the connections' secrets cannot be seen",
            application([left]),
            { ...search, inUse: async () => Promise.reject(new Error("these credentials are not shown them")) },
            "these credentials are not shown them",
        ],
        [
            "another stack manages the app registration",
            application(
                [left],
                "Managed by Pulumi stack microsoft-connection/prod. What is changed by hand is changed back.",
            ),
            search,
            "the app registration says that stack microsoft-connection/prod manages it",
        ],
    ])("removes nothing and warns where %s", async (_where, reply, given, why) => {
        expect(await call(reply, given)).toEqual({ requests: [looked], said: [], warned: [`${notLooked} ${why}`] });
    });
});
