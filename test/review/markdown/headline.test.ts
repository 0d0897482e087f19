import { describe, expect, it } from "vitest";
import type { Finding, PolicyReport, StackReport } from "../../../review/report.ts";
import { plain } from "../../../review/terminal/plain.ts";
import { headline, lossesOf, worstStacksFirst } from "../../../review/words/headline.ts";
import { change, quietStack } from "./rich-report.ts";

const replaced = change({ kind: "connection", name: "acme", operation: "replace", risk: "identity" });
const deleted = change({ kind: "client", name: "portal", operation: "delete", risk: "identity" });
const registration = change({ kind: "app registration", name: "acme", operation: "replace", risk: "identity" });
const setting = change({ kind: "client", name: "portal" });
const linked = change({ kind: "client link", name: "portal-acme", risk: "access" });
const unknown = change({ kind: "resource", name: "bucket", risk: "unknown" });

describe("the headline of a stack", () => {
    it.each<[string, Partial<StackReport>]>([
        ["no changes", {}],
        ["1 change, nobody gains or loses access", { changes: [setting] }],
        ["3 changes, nobody gains or loses access", { changes: [setting, setting, setting] }],
        ["1 change", { changes: [linked] }],
        ["2 changes, 1 unknown to this report", { changes: [linked, unknown] }],
        ["1 change, access gets wider", { changes: [linked], findings: [finding("wider")] }],
        ["1 change, access gets narrower", { changes: [linked], findings: [finding("narrower"), finding("notice")] }],
        [
            "1 change, access gets wider in one place and narrower in another",
            { changes: [linked], findings: [finding("narrower"), finding("wider")] },
        ],
        [
            "1 change, some of it cannot be undone",
            { changes: [setting], findings: [finding("loss"), finding("wider")] },
        ],
        ["1 connection is replaced — its users are deleted", { changes: [setting, replaced] }],
        ["2 connections are replaced — their users are deleted", { changes: [replaced, replaced] }],
        ["1 client is deleted — its client id is lost", { changes: [deleted] }],
        ["1 app registration is replaced — its client id and consent are lost", { changes: [registration] }],
        [
            "1 connection is replaced — its users are deleted; deleted too: 2 clients",
            { changes: [deleted, deleted, replaced] },
        ],
        [
            "1 connection is replaced — its users are deleted; replaced too: 1 app registration; deleted too: 1 client",
            { changes: [deleted, registration, replaced] },
        ],
        [
            "1 client is deleted — its client id is lost; deleted too: 1 a, 1 b, 1 c, 1 d; and 2 more",
            { changes: [..."abcdef"].map((kind) => ({ ...deleted, kind })).concat(deleted) },
        ],
        [
            "the stack is destroyed; 1 connection is deleted — its users are deleted",
            { operation: "destroy", changes: [{ ...replaced, operation: "delete" }] },
        ],
        [
            "the stack is destroyed; 1 change, nobody gains or loses access",
            { operation: "destroy", changes: [setting] },
        ],
        ["refused by 1 policy; no changes", { outcome: "refused", policies: [refusal("a"), refusal("a")] }],
        ["refused by 2 policies; no changes", { outcome: "refused", policies: [refusal("a"), refusal("b")] }],
        ["refused with 1 error; no changes", { outcome: "refused", errors: ["acme is protected"] }],
        ["refused; no changes", { outcome: "refused" }],
        ["cannot be reviewed: the preview failed", { outcome: "failed", changes: [setting] }],
        ["no changes, and not all of it is understood", { unreadable: ["plan.json is empty"] }],
    ])("is: %s", (expected, given) => {
        expect(plain(headline({ ...quietStack("prod"), ...given }))).toBe(expected);
    });

    it("counts what findings say is lost, or what is taken away where that is more", () => {
        expect(lossesOf({ ...quietStack("prod"), changes: [replaced, deleted] })).toBe(2);
        expect(lossesOf({ ...quietStack("prod"), findings: [finding("loss"), finding("wider")] })).toBe(1);
    });

    it("puts the worst stack first, and leaves equals as they came", () => {
        const stacks: StackReport[] = [
            quietStack("quiet"),
            { ...quietStack("changed"), changes: [setting] },
            { ...quietStack("lost"), changes: [replaced] },
            { ...quietStack("refused"), outcome: "refused" },
            { ...quietStack("failed"), outcome: "failed" },
            { ...quietStack("unread"), unreadable: ["plan.json is empty"] },
            quietStack("quiet too"),
        ];

        expect(worstStacksFirst(stacks).map(({ stack }) => stack)).toEqual([
            "failed",
            "refused",
            "lost",
            "unread",
            "changed",
            "quiet",
            "quiet too",
        ]);
    });
});

function finding(weight: Finding["weight"]): Finding {
    return { topic: "apps", weight, text: ["something"] };
}

function refusal(rule: string): PolicyReport {
    return { rule, level: "mandatory", purpose: "A duty.", problems: ["wrong"] };
}
