import { expect, it } from "vitest";
import { verdictText } from "../../../cli/prove/verdict-text.ts";
import type { Verdict } from "../../../proof/verdict.ts";

const verdict: Verdict = {
    rows: [
        {
            group: "portal on acme",
            claim: "portal signs a user in",
            outcome: "held",
            evidence: "waad|1",
            milliseconds: 41,
        },
        { group: "acme", claim: "a public client is refused", outcome: "broken", evidence: "200", milliseconds: 7 },
        { group: "acme", claim: "nobody else", outcome: "untried", evidence: "no such person", milliseconds: 0 },
    ],
    causes: [{ id: "client-public", problem: "portal is a public client", mend: "pulumi up --refresh --stack dev" }],
    milliseconds: 1234,
};

it("shows the claims by group, how many are held, and what to change", () => {
    expect(verdictText(verdict)).toBe(`
acme
  ✗ a public client is refused  200 (7 ms)
  – nobody else                 no such person

portal on acme
  ✓ portal signs a user in      waad|1 (41 ms)

1 claims held, 1 broken, 1 not tried, in 1.2 s

Why, and what to change:
  client-public: portal is a public client
    pulumi up --refresh --stack dev`);
});

it("says nothing of causes where every claim is held", () => {
    expect(verdictText({ rows: [], causes: [], milliseconds: 400 })).toBe("\n0 claims held, 0 broken, in 0.4 s");
});
