import { describe, expect, it } from "vitest";
import { changeReport } from "../../../review/changes/change-report.ts";
import { stackChange } from "../../../review/engine-data/stack-change.ts";
import type { Phrase } from "../../../review/phrase.ts";
import { recording, secret, side, step, stored, types, unknown, urnOf } from "../engine-data/recorded.ts";

type Recorded = Parameters<typeof recording>[0];

function reports(recorded: Recorded) {
    const change = stackChange(recording(recorded));
    return change.changes.map((one) => changeReport(one, change));
}

function text(phrase: Phrase): string {
    return phrase.map((part) => (typeof part === "string" ? part : `‹${part.value}›`)).join("");
}

/** Each change in a line: its kind and name, then its summary. */
function lines(recorded: Recorded): string[] {
    return reports(recorded).map(({ kind, name, summary }) => `${kind} ${name}: ${text(summary)}`);
}

function updated(type: string, name: string, before: object, after: object): Recorded {
    return {
        resources: [stored(type, name, before as never)],
        events: [step("update", type, name, { new: side(after as never) })],
    };
}

const slot = (name: string, ends: string) => ({ displayName: `slot ${name}, issued 2026-11-02`, endDate: ends });

describe("a client secret", () => {
    const old = { ...slot("a", "2027-01-30T00:00:00Z") };
    const renewed = side(slot("a", "2027-05-24T00:00:00Z"));

    it.each<[string, Recorded]>([
        [
            "client secret m-b: slot b: new, ends ‹2027-05-01›",
            { events: [step("create", types.password, "m-b", { new: side(slot("b", "2027-05-01T00:00:00Z")) })] },
        ],
        [
            "client secret m-a: slot a: made anew, ends ‹2027-05-24›; the old one would have on ‹2027-01-30›",
            {
                resources: [stored(types.password, "m-a", old)],
                events: [step("create-replacement", types.password, "m-a", { new: renewed })],
            },
        ],
        [
            "client secret m-a: slot a: ends now, not on ‹2027-01-30›",
            {
                resources: [stored(types.password, "m-a", old)],
                events: [step("delete", types.password, "m-a", { old: side({}) })],
            },
        ],
        [
            "client secret m-a: slot a: is protected no longer",
            {
                resources: [stored(types.password, "m-a", old, { protect: true })],
                events: [step("same", types.password, "m-a", { new: side(old) })],
            },
        ],
        [
            "client secret by-hand: ‹made by hand›: new, ends on a day known after the update",
            {
                events: [
                    step("create", types.password, "by-hand", {
                        new: side({ displayName: "made by hand", endDate: unknown }),
                    }),
                ],
            },
        ],
    ])("%s", (line, recorded) => {
        expect(lines(recorded)).toEqual([line]);
    });
});

describe("a connection", () => {
    const made = (name: string) => ({ propertyDependencies: { options: [urnOf(types.password, name)] } });
    const switching = (from: string, to: string): Recorded => ({
        resources: [
            stored(types.password, "m-a", slot("a", "2027-01-30")),
            stored(types.password, "m-b", slot("b", "2027-05-01")),
            stored(types.connection, "m", { options: { clientSecret: secret } }, made(from)),
        ],
        events: [
            step("update", types.connection, "m", {
                new: side({ options: { clientSecret: secret } }),
                detailedDiff: { "options.clientSecret": { diffKind: "update" } },
            }),
        ],
        goals: { [urnOf(types.connection, "m")]: made(to) },
    });

    it("goes from one client secret to another", () => {
        expect(lines(switching("m-a", "m-b"))).toEqual(["connection m: client secret from slot a to slot b"]);
        expect(reports(switching("m-a", "m-b"))[0]?.properties).toEqual([
            {
                path: "options.clientSecret",
                kind: "update",
                before: ["[secret], ", "slot a"],
                after: ["[secret], ", "slot b"],
                replaces: false,
            },
        ]);
    });

    it("stays with one that is made anew", () => {
        expect(lines(switching("m-b", "m-b"))).toEqual(["connection m: client secret of slot b as it is made anew"]);
    });

    it("tells first what makes it anew, then what has words of its own", () => {
        const { resources = [] } = updated(types.connection, "m", { strategy: "windowslive", options: { x: 1 } }, {});
        const after = side({
            strategy: "waad",
            connectedAccounts: { active: false },
            options: { x: 2, scopes: ["a", "b"], domainAliases: [] },
        });
        const events = [step("replace", types.connection, "m", { new: after, keys: ["strategy"] })];
        expect(lines({ resources, events })).toEqual([
            "connection m: strategy: ‹waad› instead of ‹windowslive›; Token Vault is turned off; scopes ‹a›, ‹b› added; ‹options.x›: ‹2› instead of ‹1›",
        ]);
    });
});

it("an app registration's permissions have Microsoft's names", () => {
    const of = (...ids: string[]) => ({
        requiredResourceAccesses: [
            {
                resourceAppId: "00000003-0000-0000-c000-000000000000",
                resourceAccesses: ids.map((id) => ({ id, type: "Scope" })),
            },
        ],
    });
    const [user, files] = ["e1fe6dd8-ba31-4d61-89e7-88639da4683d", "10465720-29dd-4523-a11a-6a75c743c9d9"];
    const recorded = updated(types.app, "m", of(user), of("00000000-1111-2222-3333-444444444444", files, user));
    expect(lines(recorded)).toEqual([
        "app registration m: permissions ‹00000000-1111-2222-3333-444444444444›, ‹Files.Read› added",
    ]);
    expect(reports(recorded)[0]?.properties[1]).toEqual({
        path: "requiredResourceAccesses[0].resourceAccesses[1]",
        kind: "add",
        after: [{ value: "Files.Read" }],
        replaces: false,
    });
});

it("links and grants name the client and the connection", () => {
    const resources = [
        stored(types.client, "portal", { name: "Acme Portal" }, { outputs: { clientId: "abc" } }),
        stored(types.connection, "m", { displayName: "Microsoft" }),
    ];
    const made = {
        connectionId: [urnOf(types.connection, "m")],
        clientId: [urnOf(types.client, "portal")],
    };
    const events = [
        step("create", types.link, "l", { new: side({ connectionId: unknown, clientId: unknown }) }),
        step("create", types.grant, "g", {
            new: side({ clientId: "abc", audience: "https://x/", scopes: ["r", "w"] }),
        }),
        step("create", types.grant, "h", { new: side({ clientId: "foreign", audience: "https://x/", scopes: [] }) }),
    ];
    const goals = { [urnOf(types.link, "l")]: { propertyDependencies: made } };
    expect(lines({ resources, events, goals })).toEqual([
        "client grant g: ‹Acme Portal› at ‹https://x/›: ‹r›, ‹w›",
        "client grant h: ‹foreign› at ‹https://x/›: none",
        "link l: ‹Acme Portal› with ‹Microsoft›",
    ]);
});

it("of many differences the first are told, and how many more there are", () => {
    const after = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
    expect(lines(updated(types.client, "p", {}, after))).toEqual([
        "client p: ‹a›: ‹1›; ‹b›: ‹2›; ‹c›: ‹3›; ‹d›: ‹4›; and 2 more",
    ]);
});

it("reasons of a replacement are a property, or the resource that takes it along", () => {
    const recorded: Recorded = {
        resources: [stored(types.connection, "m", { name: "m" }), stored(types.link, "l", { connectionId: "id-of-m" })],
        events: [
            step("create-replacement", types.connection, "m", { new: side({ name: "n" }), keys: ["name"] }),
            step("create-replacement", types.link, "l", {
                new: side({ connectionId: unknown }),
                keys: ["connectionId"],
            }),
        ],
        goals: { [urnOf(types.link, "l")]: { propertyDependencies: { connectionId: [urnOf(types.connection, "m")] } } },
    };
    expect(reports(recorded).map(({ reasons }) => reasons.map(text))).toEqual([
        ["‹name› cannot be changed in place"],
        ["connection ‹m› is replaced"],
    ]);
});

it("resource types that nobody knows are resources of an unknown risk; what only holds others is a component", () => {
    const bucket = "aws:s3/bucket:Bucket";
    const events = [
        step("create", bucket, "logs", { new: side({ name: "logs" }) }),
        step("create", "acme:app:Frame", "frame", { new: side({}) }),
        step("create", types.client, "in-it", { new: side({}, { parent: urnOf("acme:app:Frame", "frame") }) }),
        step("create", "azure-native:keyvault/v20230701:Vault", "v", { new: side({}) }),
        step("create", types.stack, "shop-dev", { new: side({}) }),
    ];
    expect(reports({ events }).map(({ kind, risk }) => `${kind}: ${risk}`)).toEqual([
        "component: setting",
        "client: access",
        "resource: unknown",
        "key vault: setting",
        "stack: setting",
    ]);
});
