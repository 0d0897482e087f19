import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stackChange } from "../../review/engine-data/stack-change.ts";
import { reportSchema, type StackReport } from "../../review/report.ts";
import { stackReport } from "../../review/report-of.ts";
import { policy, recording, said, side, step, stored, types, urnOf } from "./engine-data/recorded.ts";

function reported(recorded: Parameters<typeof recording>[0]): StackReport {
    const given = recording(recorded);
    return stackReport(stackChange(given), { settings: { a: 1 }, stateText: given.state });
}

const bucket = "aws:s3/bucket:Bucket";

const mixed = reported({
    resources: [
        stored(types.client, "planner", { name: "Planner" }),
        stored(types.client, "portal", { name: "Portal" }),
        stored(types.client, "admin", { name: "Admin", callbacks: [] }),
        stored(types.stack, "shop-dev", {}, { outputs: { apiKey: "in the clear" } }),
    ],
    events: [
        step("create", bucket, "logs", { new: side({ name: "logs" }) }),
        step("create", bucket, "more-logs", { new: side({ name: "more" }) }),
        step("update", types.client, "portal", {
            new: side({ name: "Acme Portal" }),
            detailedDiff: { name: { diffKind: "update" }, "jwtConfiguration.scopes": { diffKind: "add" } },
        }),
        step("update", types.client, "admin", { new: side({ name: "Admin", callbacks: ["https://admin.example"] }) }),
        step("delete", types.client, "planner", { old: side({}) }),
        policy("two-owners", "Two owners.\nclient_secret=abcdefgh1 is one", "advisory"),
        said("beware of password=abcdefgh1", "warning"),
    ],
});

describe("a report", () => {
    it("is the same in whatever order the engine comes to resources and rules", () => {
        const clients = ["planner", "admin", "portal"];
        const events = [
            ...clients.map((name) => step("delete", types.client, name, { old: side({}) })),
            policy("two-owners", "Two owners.\nit has 1", "advisory", types.client, "portal"),
            policy("two-owners", "Two owners.\nit has 1", "advisory", types.client, "admin"),
            policy("a-name", "A name.\nit has none", "advisory", types.client, "portal"),
        ];
        const resources = clients.map((name) => stored(types.client, name, { name }));
        const one = reported({ resources, events });

        expect(one.policies.map(({ rule, urn }) => `${rule} ${urn?.split("::").at(-1)}`)).toEqual([
            "a-name portal",
            "two-owners admin",
            "two-owners portal",
        ]);
        const given = recording({ resources, events });
        expect(stackChange(given).before.map(({ name }) => name)).toEqual(["admin", "planner", "portal"]);
        expect(stackChange(given).changes.map(({ name }) => name)).toEqual(["admin", "planner", "portal"]);
        expect(reported({ resources: resources.toReversed(), events: events.toReversed() })).toEqual(one);
    });

    it("has the worst changes first, then by name", () => {
        expect(mixed.changes.map(({ risk, name }) => `${risk} ${name}`)).toEqual([
            "identity planner",
            "access admin",
            "setting portal",
            "unknown logs",
            "unknown more-logs",
        ]);
    });

    it("counts what changes and what stays, and what is no difference", () => {
        expect(mixed.counts).toEqual({ create: 2, update: 2, delete: 1, same: 1 });
        expect(mixed.hidden).toBe(1);
    });

    it("lists the types that it does not know", () => {
        expect(mixed.unreadable).toEqual([`unknown to this report: ${bucket}, 2 resources`]);
    });

    it("tells where the state holds a credential, and repeats none that others print", () => {
        expect(mixed.credentials).toEqual([
            {
                urn: urnOf(types.stack, "shop-dev"),
                path: "outputs.apiKey",
                why: "its name is one of a credential's",
            },
        ]);
        expect(JSON.stringify([mixed.policies, mixed.warnings])).not.toContain("abcdefgh1");
    });

    it("has findings, a diagram and a fingerprint", () => {
        expect(mixed.findings.length).toBeGreaterThan(0);
        expect(mixed.diagram).toContain("flowchart");
        expect(mixed.fingerprint).toBeDefined();
    });

    it("fits its schema", () => {
        expect(reportSchema.safeParse({ version: 1, world: "sandbox", stacks: [mixed] }).error).toBeUndefined();
    });

    it("of a failed preview has no fingerprint", () => {
        const failed = reported({ events: [said("no such domain")] });
        expect(failed.outcome).toBe("failed");
        expect(failed).not.toHaveProperty("fingerprint");
        expect(failed.errors).toEqual(["no such domain"]);
    });

    it("of nothing says so", () => {
        const nothing = reported({ resources: [stored(types.client, "portal", {})] });
        expect(nothing).toMatchObject({ changes: [], findings: [], counts: { same: 1 }, hidden: 0, unreadable: [] });
        expect(nothing).not.toHaveProperty("diagram");
    });
});

describe("no secret is in a report", () => {
    const value = "never-to-be-seen";
    const signature = "4dabf18193072939515e22adb298388d";
    const secret = fc.constantFrom(
        { [signature]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: value },
        { [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify(value) },
        { [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify({ [value]: [value] }) },
        { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true, value },
        { [signature]: "signed with something new", value },
    );
    const names = fc.constantFrom("name", "options", "clientSecret", "callbacks", "value", "displayName", "scopes");
    const { tree } = fc.letrec((tie) => ({
        tree: fc.oneof(
            { maxDepth: 4, withCrossShrink: true },
            fc.constantFrom("a", "b", 1, true, null),
            secret,
            fc.array(tie("tree"), { maxLength: 3 }),
            fc.dictionary(names, tie("tree"), { maxKeys: 3 }),
        ),
    }));
    const properties = fc.dictionary(names, tree, { maxKeys: 4 });
    const type = fc.constantFrom(types.connection, types.client, types.app, types.password, types.links, bucket);
    const op = fc.constantFrom("create", "update", "replace", "delete", "refresh", "import", "same");

    it("wherever the engine marks one", () => {
        fc.assert(
            fc.property(type, op, properties, properties, properties, (token, operation, before, after, foreseen) => {
                const urn = urnOf(token, "it");
                const metadata = {
                    old: side(before),
                    new: side(after, { outputs: foreseen }),
                    keys: ["options"],
                    detailedDiff: { options: { diffKind: "update" }, "name[0]": { diffKind: "add-replace" } },
                };
                const report = reported({
                    resources: [stored(token, "it", before, { outputs: foreseen })],
                    events: [
                        step(operation, token, "it", metadata),
                        step(operation === "refresh" ? "update" : operation, token, "it", metadata, true),
                    ],
                    goals: { [urn]: {} },
                    outputs: { [urn]: foreseen },
                });
                expect(report.unreadable.filter((sentence) => !sentence.startsWith("unknown to"))).toEqual([]);
                expect(JSON.stringify(report)).not.toContain(value);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });
});
