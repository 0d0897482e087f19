import { describe, expect, it } from "vitest";
import { Refusal } from "../../clouds/refusal.ts";
import { Ledger, type ProofRow, Unexpected } from "../../proof/ledger.ts";

/** The one row that is written, without the time it took. */
async function rowOf(write: (group: ReturnType<Ledger["group"]>) => unknown): Promise<Omit<ProofRow, "milliseconds">> {
    const ledger = new Ledger();
    await write(ledger.group("portal on acme-entra"));
    const [row, ...more] = ledger.rows;
    expect(more).toEqual([]);
    const { milliseconds, ...rest } = row as ProofRow;
    expect(milliseconds).toBeLessThan(1000);
    return rest;
}

const refused = (error: unknown) => () => Promise.reject(error);

describe("a claim that something works", () => {
    it("is held with what was seen, and gives its value", async () => {
        const ledger = new Ledger();

        const value = await ledger.group("portal").holds("it signs users in", async () => ["anna", "200"]);

        expect(value).toBe("anna");
        expect(ledger.rows).toEqual([
            {
                group: "portal",
                claim: "it signs users in",
                outcome: "held",
                evidence: "200",
                milliseconds: expect.any(Number),
            },
        ]);
    });

    it("is broken by a refusal, with Microsoft's number as its code", async () => {
        const refusal = new Refusal(
            "login.example.com",
            401,
            "invalid_client",
            "AADSTS7000222: The secret\n has expired.",
        );

        expect(await rowOf((group) => group.holds("it works", refused(refusal)))).toEqual({
            group: "portal on acme-entra",
            claim: "it works",
            outcome: "broken",
            evidence: "401 invalid_client, AADSTS7000222: AADSTS7000222: The secret has expired.",
            code: "AADSTS7000222",
        });
    });

    it.each([
        [
            "what the judge saw",
            new Unexpected("scopes are missing: Mail.Read"),
            "scopes are missing: Mail.Read",
            "unexpected",
        ],
        [
            "an error, with its cause",
            new Error("fetch failed", { cause: new Error("connect ECONNREFUSED") }),
            "fetch failed: connect ECONNREFUSED",
            undefined,
        ],
        ["anything thrown", "no", "no", undefined],
    ])("is broken by %s", async (_what, thrown, evidence, code) => {
        const row = await rowOf((group) => group.holds("it works", refused(thrown)));

        expect([row.outcome, row.evidence, row.code]).toEqual(["broken", evidence, code]);
    });

    it("is cut at 240 characters, so that a token in a service's text is not shown whole", async () => {
        const token = `eyJ${"x".repeat(997)}`;
        const texts = await Promise.all(
            [new Error(token), new Error("failed", { cause: new Error(token) }), new Refusal("a", 400, "e", token)].map(
                async (error) => (await rowOf((group) => group.holds("it works", refused(error)))).evidence,
            ),
        );

        expect(texts).toEqual([
            `eyJ${"x".repeat(236)}…`,
            `failed: eyJ${"x".repeat(228)}…`,
            `400 e: eyJ${"x".repeat(236)}…`,
        ]);
    });
});

describe("a claim that something is refused", () => {
    const expected = { status: [400, 401], codes: ["invalid_grant", "AADSTS65001"] };

    it.each([
        ["by its code", new Refusal("a", 401, "invalid_grant", "No."), "401 invalid_grant"],
        [
            "by Microsoft's number in its text",
            new Refusal("a", 400, "denied", "AADSTS65001: no"),
            "400 denied, AADSTS65001",
        ],
    ])("is held where the refusal is expected %s", async (_by, refusal, evidence) => {
        const row = await rowOf((group) => group.refuses("it is refused", expected, refused(refusal)));

        expect([row.outcome, row.evidence, row.code]).toEqual(["held", evidence, undefined]);
    });

    it.each([
        ["another code", new Refusal("a", 400, "denied", ""), "400 denied", "denied"],
        ["another status", new Refusal("a", 500, "invalid_grant", ""), "500 invalid_grant", "invalid_grant"],
        ["no refusal at all", new Error("socket hang up"), "socket hang up", undefined],
    ])("is broken by %s, and says what was expected", async (_what, thrown, evidence, code) => {
        const row = await rowOf((group) => group.refuses("it is refused", expected, refused(thrown)));

        expect([row.outcome, row.evidence, row.code]).toEqual([
            "broken",
            `${evidence}; expected 400 or 401 invalid_grant or AADSTS65001`,
            code,
        ]);
    });

    it("is broken where nobody refuses", async () => {
        const row = await rowOf((group) =>
            group.refuses("it is refused", { codes: ["denied"] }, async () => "a token"),
        );

        expect([row.outcome, row.evidence, row.code]).toEqual([
            "broken",
            "it was let through; expected denied",
            "let-through",
        ]);
    });

    it("takes any status where none is named, and answers whether it is held", async () => {
        const group = new Ledger().group("portal");
        const refusal = new Refusal("a", 418, "denied", "");

        expect(await group.refuses("it is refused", { codes: ["denied"] }, refused(refusal))).toBe(true);
        expect(await group.refuses("it is refused", { codes: ["other"] }, refused(refusal))).toBe(false);
    });
});

describe("a ledger", () => {
    it("writes down what could not be tried, and why", async () => {
        expect(await rowOf((group) => group.untried("it signs users in", "no callback of it is known"))).toEqual({
            group: "portal on acme-entra",
            claim: "it signs users in",
            outcome: "untried",
            evidence: "no callback of it is known",
        });
    });

    it("tells of each row as it is written, of several groups side by side", async () => {
        const told: string[] = [];
        const ledger = new Ledger(({ group, claim }) => told.push(`${group}: ${claim}`));
        ledger.group("portal").untried("one", "");
        ledger.group("spa").untried("two", "");

        expect(told).toEqual(["portal: one", "spa: two"]);
        expect(ledger.rows.map(({ group }) => group)).toEqual(["portal", "spa"]);
    });
});

describe("what the judge has to do itself", () => {
    it("is not written down where it succeeds, and gives its value", async () => {
        const ledger = new Ledger();

        expect(await ledger.group("acme-entra").succeeds("a client can be made", async () => "made")).toBe("made");
        expect(ledger.rows).toEqual([]);
    });

    it("is a broken claim where it is refused, and nothing is thrown", async () => {
        const refusal = new Refusal("acme.eu.auth0.com", 403, "insufficient_scope", "expected create:clients");

        expect(await rowOf((group) => group.succeeds("a client can be made", refused(refusal)))).toEqual({
            group: "portal on acme-entra",
            claim: "a client can be made",
            outcome: "broken",
            evidence: "403 insufficient_scope: expected create:clients",
            code: "insufficient_scope",
        });
    });
});
