import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Recording, stackChange } from "../../../review/engine-data/stack-change.ts";
import { secretMark, unknownMark } from "../../../review/stack-change.ts";
import { ended, policy, recording, said, secret, side, step, stored, types, unknown, urnOf } from "./recorded.ts";

describe("resources before", () => {
    it("come from the state, with marks for secrets, and without providers and what their bridge notes", () => {
        const { before } = stackChange(
            recording({
                resources: [
                    stored("pulumi:providers:auth0", "default", { domain: "acme.eu.auth0.com" }),
                    stored(
                        types.connection,
                        "microsoft",
                        { options: { clientSecret: secret } },
                        {
                            outputs: { options: { clientSecret: secret, __meta: "1" } },
                            protect: true,
                            parent: urnOf(types.component, "microsoft"),
                            propertyDependencies: {
                                name: [],
                                options: [urnOf(types.password, "b"), urnOf(types.app, "a")],
                            },
                        },
                    ),
                ],
            }),
        );
        expect(before).toEqual([
            {
                urn: urnOf(types.connection, "microsoft"),
                type: types.connection,
                name: "microsoft",
                id: "id-of-microsoft",
                inputs: { options: { clientSecret: secretMark } },
                outputs: { options: { clientSecret: secretMark } },
                protect: true,
                retainOnDelete: false,
                parent: urnOf(types.component, "microsoft"),
                madeFrom: { options: [urnOf(types.app, "a"), urnOf(types.password, "b")] },
            },
        ]);
    });

    it("have a mark for whatever the engine signs and nobody knows", () => {
        const signed = { "4dabf18193072939515e22adb298388d": "0000", value: "hidden" };
        const { before } = stackChange(recording({ resources: [stored(types.client, "portal", { name: signed })] }));
        expect(before[0]?.inputs).toEqual({ name: secretMark });
    });

    it("tell of interrupted updates, and leave out what is to be deleted", () => {
        const { before, unreadable, outcome } = stackChange(
            recording({
                resources: [stored(types.client, "portal", {}, { delete: true })],
                deployment: {
                    pending_operations: [{ type: "creating", resource: { urn: urnOf(types.client, "planner") } }],
                },
            }),
        );
        expect(before).toEqual([]);
        expect(outcome).toBe("foreseen");
        expect(unreadable).toEqual([
            `An earlier update was interrupted while creating ${urnOf(types.client, "planner")}: whether it happened is not known; refresh first`,
            `An old version of ${urnOf(types.client, "portal")} is left from an interrupted replacement`,
        ]);
    });
});

describe("a replacement", () => {
    const resources = [
        stored(types.connection, "microsoft", { name: "microsoft" }),
        stored(types.link, "portal", { connectionId: "id-of-microsoft", clientId: "abc" }),
    ];
    const of = (op: string, more = {}) =>
        step(op, types.connection, "microsoft", { new: side({ name: "other" }), keys: ["name"], ...more });
    const goals = {
        [urnOf(types.link, "portal")]: {
            propertyDependencies: { connectionId: [urnOf(types.connection, "microsoft")], clientId: [] },
        },
    };

    it("names the property that asks for it, and which comes first", () => {
        const detailedDiff = { name: { diffKind: "update-replace", inputDiff: false } };
        const events = [
            of("delete-replaced", { new: null, keys: null }),
            of("replace", { detailedDiff }),
            of("create-replacement", { detailedDiff }),
        ];
        expect(stackChange(recording({ resources, events })).changes).toMatchObject([
            {
                operation: "replace",
                order: "delete-first",
                reasons: ["name"],
                properties: [{ path: "name", kind: "update", before: "microsoft", after: "other", replaces: true }],
            },
        ]);
        const [change] = stackChange(recording({ resources, events: events.toReversed() })).changes;
        expect(change?.order).toBe("create-first");
    });

    it("takes along what was made from it", () => {
        const events = [
            of("create-replacement"),
            step("create-replacement", types.link, "portal", {
                new: side({ connectionId: unknown, clientId: "abc" }),
                keys: ["connectionId"],
            }),
        ];
        const { changes, after } = stackChange(recording({ resources, events, goals }));
        expect(changes[1]).toMatchObject({
            reasons: [urnOf(types.connection, "microsoft")],
            properties: [{ path: "connectionId", before: "id-of-microsoft", after: unknownMark, replaces: true }],
        });
        expect(after[1]).toMatchObject({ inputs: { connectionId: unknownMark } });
        expect(after[1]).not.toHaveProperty("id");
    });

    it("without the new one is a deletion", () => {
        const { changes, after } = stackChange(
            recording({ resources, events: [of("delete-replaced", { new: null })] }),
        );
        expect(changes.map(({ operation }) => operation)).toEqual(["delete"]);
        expect(after.map(({ name }) => name)).toEqual(["portal"]);
    });
});

describe("resources after", () => {
    it("have what the provider foresees, and what the program asks for", () => {
        const urn = urnOf(types.connection, "microsoft");
        const { after } = stackChange(
            recording({
                resources: [stored(types.connection, "microsoft", { name: "microsoft" }, { protect: true })],
                events: [step("update", types.connection, "microsoft", { new: side({ name: "microsoft" }) })],
                goals: { [urn]: { protect: false, ignoreChanges: ["options"], propertyDependencies: {} } },
                outputs: { [urn]: { name: "microsoft", realms: unknown } },
            }),
        );
        expect(after).toMatchObject([
            {
                id: "id-of-microsoft",
                protect: false,
                ignoreChanges: ["options"],
                outputs: { name: "microsoft", realms: unknownMark },
            },
        ]);
    });

    it("without a plan have the new inputs over the outputs they have", () => {
        const { after } = stackChange(
            recording({
                resources: [
                    stored(types.connection, "m", {}, { outputs: { connectedAccounts: { active: true, more: 1 } } }),
                ],
                events: [
                    step("update", types.connection, "m", { new: side({ connectedAccounts: { active: false } }) }),
                ],
            }),
        );
        expect(after[0]?.outputs).toEqual({ connectedAccounts: { active: false, more: 1 } });
    });

    it("are gone when the stack is destroyed; what is kept on deletion is forgotten only", () => {
        const { after, changes } = stackChange(
            recording({
                operation: "destroy",
                resources: [stored(types.client, "portal", {}), stored(types.api, "my-account", {})],
                events: [
                    step("delete", types.client, "portal", { old: side({}) }),
                    step("delete", types.api, "my-account", { old: side({}, { retainOnDelete: true }) }),
                ],
            }),
        );
        expect(after).toEqual([]);
        expect(changes.map(({ name, operation }) => `${operation} ${name}`)).toEqual([
            "delete portal",
            "forget my-account",
        ]);
    });
});

describe("what a program asks of the engine", () => {
    it("is a change of its own, also where the engine says that nothing changes", () => {
        const { changes } = stackChange(
            recording({
                resources: [stored(types.password, "a", {}, { protect: true })],
                events: [step("same", types.password, "a", { new: side({}) })],
                goals: { [urnOf(types.password, "a")]: { protect: false } },
            }),
        );
        expect(changes).toMatchObject([
            {
                operation: "update",
                properties: [{ path: "protect", kind: "update", before: true, after: false, replaces: false }],
            },
        ]);
    });

    it("is no change where it stays as it is", () => {
        const { changes } = stackChange(
            recording({
                resources: [stored(types.password, "a", {}, { protect: true })],
                events: [step("same", types.password, "a", { new: side({}) })],
                goals: { [urnOf(types.password, "a")]: { protect: true } },
            }),
        );
        expect(changes).toEqual([]);
    });
});

it("tells what a new resource ignores of its program", () => {
    const { changes } = stackChange(
        recording({
            events: [step("create", types.connection, "m", { new: side({}) })],
            goals: { [urnOf(types.connection, "m")]: { ignoreChanges: ["options"] } },
        }),
    );
    expect(changes[0]?.properties).toEqual([
        { path: "ignoreChanges", kind: "add", after: ["options"], replaces: false },
    ]);
});

it("shows a provider that changes, for it may deploy to somewhere else, and none that comes or goes", () => {
    const provider = "pulumi:providers:auth0";
    const { before, after, changes } = stackChange(
        recording({
            resources: [stored(provider, "acme", { domain: "acme.eu.auth0.com" }), stored(provider, "old", {})],
            events: [
                step("update", provider, "acme", { new: side({ domain: "evil.eu.auth0.com" }) }),
                step("create", provider, "new", { new: side({}) }),
                step("delete", provider, "old", { old: side({}) }),
            ],
        }),
    );
    expect([before, after]).toEqual([[], []]);
    expect(changes).toMatchObject([
        {
            name: "acme",
            properties: [{ path: "domain", before: "acme.eu.auth0.com", after: "evil.eu.auth0.com" }],
        },
    ]);
});

it("tells which client secret a connection had and gets", () => {
    const made = (slot: string) => ({ options: [urnOf(types.app, "m"), urnOf(types.password, slot)] });
    const { changes } = stackChange(
        recording({
            resources: [
                stored(
                    types.connection,
                    "m",
                    { options: { clientSecret: secret } },
                    { propertyDependencies: made("m-a") },
                ),
            ],
            events: [
                step("update", types.connection, "m", {
                    new: side({ options: { clientSecret: { ...secret, ciphertext: "[secret]" } } }),
                    detailedDiff: { "options.clientSecret": { diffKind: "update" } },
                }),
            ],
            goals: { [urnOf(types.connection, "m")]: { propertyDependencies: made("m-b") } },
        }),
    );
    expect(changes[0]?.properties).toEqual([
        {
            path: "options.clientSecret",
            kind: "update",
            before: secretMark,
            after: secretMark,
            replaces: false,
            source: { before: urnOf(types.password, "m-a"), after: urnOf(types.password, "m-b") },
        },
    ]);
});

describe("a refresh", () => {
    const resources = [stored(types.client, "portal", { name: "Portal", callbacks: [] })];
    const events = (op: string, more = {}) => [
        step("refresh", types.client, "portal", { new: side({}) }),
        step(op, types.client, "portal", more, true),
    ];

    it("shows what others changed, in inputs and outputs", () => {
        const { changes, after } = stackChange(
            recording({
                resources,
                events: events("update", {
                    new: side(
                        { name: "By hand", callbacks: [] },
                        { outputs: { name: "By hand", callbacks: [], logoUri: "https://logo.example" } },
                    ),
                    detailedDiff: { name: { diffKind: "update" }, logoUri: { diffKind: "update" } },
                }),
            }),
        );
        expect(changes).toMatchObject([
            {
                operation: "refresh",
                hidden: 0,
                properties: [
                    { path: "name", kind: "update", before: "Portal", after: "By hand" },
                    { path: "logoUri", kind: "add", after: "https://logo.example" },
                ],
            },
        ]);
        expect(after[0]?.inputs).toEqual({ name: "By hand", callbacks: [] });
    });

    it("shows what is gone as a change without an after", () => {
        const { changes, after } = stackChange(recording({ resources, events: events("delete") }));
        expect(changes[0]).toMatchObject({ operation: "refresh", before: { name: "portal" } });
        expect(changes[0]).not.toHaveProperty("after");
        expect(after).toEqual([]);
    });

    it("shows nothing where all is as the state has it", () => {
        expect(stackChange(recording({ resources, events: events("same") })).changes).toEqual([]);
    });
});

describe("the outcome", () => {
    const outcome = (...events: Parameters<typeof recording>[0]["events"] & object) =>
        stackChange(recording({ events })).outcome;
    const isProtected = 'Preview failed: resource "x" cannot be deleted\nbecause it is protected. To unprotect …';

    it.each([
        ["foreseen", "nothing is wrong", []],
        ["foreseen", "a rule gives a hint", [policy("two-owners", "Two.\none", "advisory")]],
        ["refused", "a rule says no", [policy("https", "Https.\nhttp"), said("preview failed\n")]],
        ["refused", "something is protected", [said(isProtected), said("preview failed\n")]],
        ["failed", "the program fails", [said("Stack dev: 1 problem"), said("preview failed\n")]],
        ["failed", "a rule says no and the program fails", [policy("https", "Https."), said("TypeError: x")]],
        ["failed", "nothing says why", [said("preview failed\n")]],
        ["failed", "the preview ends half-way", [policy("https", "Https.\nhttp"), ended("failed")]],
        ["failed", "a resource fails", [{ resOpFailedEvent: { metadata: { op: "create", urn: "u", type: "t" } } }]],
        ["failed", "the engine fails", [{ errorEvent: { error: "out of memory" } }]],
    ] as const)("is %s when %s", (expected, _when, events) => {
        expect(outcome(...events)).toBe(expected);
    });

    it("is failed where the summary is missing", () => {
        const change = stackChange({ ...recording({}), events: "" });
        expect(change.outcome).toBe("failed");
        expect(change.unreadable).toEqual(["The engine's summary is missing: the preview did not end"]);
    });

    it("comes with messages in plain text, each once, without the engine's last word", () => {
        const { errors, warnings } = stackChange(
            recording({
                events: [
                    said("<{%reset%}>no such domain<{%reset%}>\n"),
                    said("\u001b[31mno such domain\u001b[0m"),
                    said("preview failed"),
                    said("old name", "warning"),
                ],
            }),
        );
        expect(errors).toEqual(["no such domain"]);
        expect(warnings).toEqual(["old name"]);
    });

    it("comes with what each rule said, once", () => {
        const twice = policy("https", "Redirect URIs are https.\nit is http\n", "mandatory", types.app, "m");
        const { policies } = stackChange(
            recording({
                events: [
                    twice,
                    twice,
                    policy("https", "Redirect URIs are https.\nanother", "mandatory", types.app, "m"),
                ],
            }),
        );
        expect(policies).toEqual([
            {
                rule: "https",
                level: "mandatory",
                urn: urnOf(types.app, "m"),
                purpose: "Redirect URIs are https.",
                problems: ["it is http", "another"],
            },
        ]);
    });
});

describe("what cannot be read", () => {
    it.each<[string, Partial<Recording>, RegExp]>([
        ["a state", { state: "{" }, /^The state is not JSON$/],
        [
            "a resource",
            { state: JSON.stringify({ deployment: { resources: [{ urn: 1 }] } }) },
            /The state's resource 1/,
        ],
        ["an event", { events: `nonsense\n${JSON.stringify(ended())}` }, /^Line 1 of the engine's events is not JSON$/],
        ["an event's kind", { events: `{"newEvent":{}}\n${JSON.stringify(ended())}` }, /not known: newEvent$/],
        ["a step", { events: JSON.stringify(step("conjure", types.client, "p")) }, /would do something .* conjure$/],
        ["a plan", { plan: "[]" }, /^The plan is not of the form/],
        [
            "a plan's resource",
            { plan: '{"resourcePlans":{"urn:x":{"goal":5}}}' },
            /^The plan of urn:x is not of the form/,
        ],
        ["a text nested too deep", { state: deep() }, /^The recording could not be read: RangeError$/],
    ])("is listed and fails the review: %s", (_what, broken, sentence) => {
        const { outcome, unreadable } = stackChange({ ...recording({}), ...broken });
        expect(outcome).toBe("failed");
        expect(unreadable.find((one) => sentence.test(one))).toBeDefined();
    });

    it("is never thrown", () => {
        fc.assert(
            fc.property(
                fc.record({ state: text(), events: text(), plan: fc.option(text(), { nil: undefined }) }),
                (texts) => {
                    expect(["foreseen", "refused", "failed"]).toContain(
                        stackChange({ stack: "s", project: "p", operation: "update", ...texts }).outcome,
                    );
                },
            ),
        );
    });

    it("is never quoted", () => {
        const { unreadable } = stackChange({ ...recording({}), events: '{"password":"hunter2hunter2"' });
        expect(JSON.stringify(unreadable)).not.toContain("hunter2");
    });
});

function deep(): string {
    const levels = 200_000;
    const value = `${"[".repeat(levels)}${"]".repeat(levels)}`;
    return `{"deployment":{"resources":[{"urn":"u","type":"t","inputs":{"a":${value}}}]}}`;
}

function text(): fc.Arbitrary<string> {
    const likeEvents = fc
        .array(
            fc.dictionary(
                fc.constantFrom(
                    "resourcePreEvent",
                    "resOutputsEvent",
                    "policyEvent",
                    "diagnosticEvent",
                    "summaryEvent",
                ),
                fc.dictionary(fc.constantFrom("metadata", "message", "severity"), fc.jsonValue()),
            ),
        )
        .map((events) => events.map((event) => JSON.stringify(event)).join("\n"));
    const likeState = fc
        .dictionary(fc.constantFrom("deployment", "resourcePlans"), fc.jsonValue())
        .map((value) => JSON.stringify(value));
    return fc.oneof(fc.string(), fc.json(), likeEvents, likeState);
}
