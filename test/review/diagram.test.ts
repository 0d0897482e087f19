import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strangeLines } from "../../review/diagram/grammar.ts";
import { label } from "../../review/diagram/label.ts";
import { diagram } from "../../review/diagram.ts";
import { types } from "../../review/identity/types.ts";
import type { Operation, Resource, StackChange } from "../../review/stack-change.ts";
import { changing, having, resource, secret, stack, without } from "./identity/stack.ts";

/** A diagram with its entity codes resolved, for reading. */
function read(change: StackChange): string[] {
    const resolved = (diagram(change) ?? "").replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    return resolved
        .replaceAll("\u00a0", " ")
        .replaceAll("\u2011", "-")
        .replaceAll("\u2060", "")
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("class"));
}

describe("a diagram", () => {
    it("is none where nothing changes", () => {
        expect(diagram(changing(stack, stack))).toBeUndefined();
    });

    it("shows what changes with its neighbours, and nothing else", () => {
        const after = having(types.application, "login", { displayName: "Login" });
        const change = changing(stack, after, [{ type: types.application, name: "login", operation: "update" }]);
        expect(read(change)).toEqual([
            "flowchart LR",
            'subgraph entra["Microsoft Entra"]',
            'n1["app registration - CHANGED<br/>Login"]',
            'n2["client secret<br/>slot a<br/>ends 2027-05-01"]',
            "end",
            'subgraph auth0["Auth0"]',
            'n3["connection<br/>microsoft"]',
            "end",
            'n1 -->|"has"| n2',
            'n1 -->|"redirect URI"| n3',
        ]);
    });

    it("shows from which slot to which a connection changes", () => {
        const b = secret("b", "2026-11-20", "2027-05-19");
        const after = [...stack, b].map((one) =>
            one.type === types.connection ? { ...one, madeFrom: { options: [b.urn] } } : one,
        );
        const drawn = read(changing(stack, after, [{ type: types.password, name: "login-b", operation: "create" }]));
        expect(drawn).toContain('n5(["client secret - NEW<br/>slot b<br/>ends 2027-05-19"])');
        expect(drawn).toContain('n2 -.->|"client secret slot a - REMOVED"| n3');
        expect(drawn).toContain('n5 ==>|"client secret slot b - NEW"| n3');
    });

    it("shows a link that goes", () => {
        const after = without(types.connectionClient, "portal");
        const change = changing(stack, after, [{ type: types.connectionClient, name: "portal", operation: "delete" }]);
        expect(read(change)).toContain('n3 -.->|"linked - REMOVED"| n4');
    });

    it("shows the ends of a link that changes and goes on", () => {
        const change = changing(stack, stack, [{ type: types.connectionClient, name: "portal", operation: "update" }]);
        expect(read(change)).toContain('n3 -->|"linked"| n4');
    });

    it.each<[Operation, string]>([
        ["replace", 'n3[["connection - REPLACED<br/>microsoft"]]'],
        ["delete", 'n3[/"connection - REMOVED<br/>microsoft"/]'],
        ["create", 'n3(["connection - NEW<br/>microsoft"])'],
        ["forget", 'n3["connection - LEFT BEHIND<br/>microsoft"]'],
    ])("tells %s by words and by shape", (operation, line) => {
        const change = changing(stack, stack, [{ type: types.connection, name: "microsoft", operation }]);
        expect(read(change)).toContain(line);
    });

    it("counts what is drawn as a part of something as a change of it", () => {
        const change = changing(stack, stack, [{ type: types.servicePrincipal, name: "login", operation: "update" }]);
        expect(read(change)).toContain('n1["app registration - CHANGED<br/>Acme Login"]');
        const assignment = resource(types.appRoleAssignment, "u1", {
            resourceObjectId: "principal",
            principalObjectId: "u1",
        });
        const assigned = changing(
            stack,
            [...stack, assignment],
            [{ type: types.appRoleAssignment, name: "u1", operation: "create" }],
        );
        expect(read(assigned)).toContain('n1["app registration - CHANGED<br/>Acme Login"]');
    });

    it("shows what it has no picture of under its type", () => {
        const zone = resource("aws:route53/zone:Zone", "acme", {});
        const change = changing([], [zone], [{ type: zone.type, name: "acme", operation: "create" }]);
        expect(read(change)).toEqual(["flowchart LR", 'subgraph other["Other"]', 'n1(["Zone - NEW<br/>acme"])', "end"]);
    });

    it("shows what goes on under another name once", () => {
        const after = stack.map((one) => (one.type === types.client ? { ...one, urn: `${one.urn}-now` } : one));
        const change = changing(
            stack,
            [...stack, ...after],
            [{ type: types.client, name: "portal", operation: "update" }],
        );
        expect(read(change).filter((line) => line.includes("Acme Portal"))).toEqual([
            'n4["app - CHANGED<br/>Acme Portal"]',
        ]);
    });

    it("shows thirty things at most, and says how many there are more", () => {
        const many = Array.from({ length: 300 }, (_, index) =>
            resource(types.client, `app-${index}`, { name: `App ${index}`, clientId: `client-${index}` }),
        );
        const change = changing(
            [],
            many,
            many.map(({ type, name }) => ({ type, name, operation: "create" })),
        );
        expect(read(change).filter((line) => /^n\d+/.test(line))).toHaveLength(30);
        expect(read(change)).toContain('more["… and 270 more"]');
    });
});

describe("names from outside", () => {
    const hostile = fc.oneof(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.constantFrom(
            '"] --> x["',
            "<img src=x onerror=alert(1)>",
            'click n1 href "https://evil.example"',
            "end\nsubgraph x",
            "%%{init: {}}%%",
            "$$x^2$$",
            "fa:fa-user",
            "#quot;",
            "`md`",
            "a;b",
        ),
    );

    it("never leave their label", () => {
        fc.assert(
            fc.property(hostile, hostile, hostile, (connection, app, slot) => {
                const named = (name: string, of: string, from: readonly Resource[]) =>
                    having(of, name, { name: app }, from);
                const some = having(
                    types.connection,
                    "microsoft",
                    { name: connection },
                    named(
                        "portal",
                        types.client,
                        having(types.password, "login-a", { displayName: slot, endDate: slot }),
                    ),
                );
                const all = some.map(({ type, name }) => ({ type, name, operation: "create" as const }));
                expect(strangeLines(diagram(changing([], some, all)) ?? "")).toEqual([]);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("are read as they are, but for what cannot be seen", () => {
        expect(label('Acme (dev) & 50 % of <b>all</b> our "users"')).toBe(
            "Acme #40;dev#41; #38; 50 #37; of #60;b#62;all#60;#47;b#62; our #34;users#34;",
        );
        expect(label("a\u202eb\nc")).toBe("a#160;b#160;c");
    });

    it("are no mathematics and no icon", () => {
        expect(label("$$x$$")).toBe("#36;#8288;#36;#8288;x#36;#8288;#36;#8288;");
        expect(label("fa:fa-user")).toBe("fa#58;#8288;fa#8209;user");
    });

    it("are cut where they are long", () => {
        expect(label("x".repeat(49))).toBe(`${"x".repeat(47)}#8230;`);
    });
});
