import { describe, expect, it } from "vitest";
import { types } from "../../../review/identity/types.ts";
import type { Resource } from "../../../review/stack-change.ts";
import { changing, edited, said, secret, stack, to, urn } from "./stack.ts";

describe("client secrets", () => {
    const b = secret("b", "2026-11-20", "2027-05-19");
    const using = (slot: string, from: readonly Resource[]) =>
        edited(
            types.connection,
            "microsoft",
            (one) => ({ ...one, madeFrom: { options: [urn(types.password, `login-${slot}`)] } }),
            from,
        );

    it("are switched from slot to slot, and the idle one stays valid", () => {
        expect(to(using("b", [...stack, b]))).toEqual([
            "neutral, secrets: Client secret <slot b> of app registration <Acme Login> is new and ends <2027-05-19>.",
            "neutral, secrets: Connection <microsoft> changes from client secret <slot a>, which ends <2027-05-01>, to <slot b>, which ends <2027-05-19>. <slot a> stays valid until <2027-05-01>.",
        ]);
    });

    it("that go are told of with their end", () => {
        expect(said(changing([...stack, b], stack))).toEqual([
            "neutral, secrets: Client secret <slot b> of app registration <Acme Login>, which ends <2027-05-19>, is deleted.",
        ]);
    });

    it("that are renewed in place keep everyone out for a while", () => {
        const renewed = edited(types.password, "login-a", () => secret("a", "2026-11-20", "2027-05-19"));
        expect(to(renewed, { type: types.password, name: "login-a", operation: "replace" })).toEqual([
            "notice, secrets: Client secret <slot a> of app registration <Acme Login> is made anew and ends <2027-05-19>; the old one (which ends <2027-05-01>) is deleted. Connection <microsoft> uses it: nobody can sign in from the moment the old one is deleted until the connection has the new one.",
        ]);
    });

    it("that end soon after the newest one was made are told of once", () => {
        const late = secret("b", "2027-04-15", "2027-10-12");
        const sentence =
            "notice, secrets: Client secret <slot a>, which connection <microsoft> uses, ends <2027-05-01>: at most <30> days after the newest one was made (<2027-04-15>).";
        expect(to([...stack, late])).toContain(sentence);
        expect(said(changing([...stack, late], [...stack, late]))).toEqual([]);
    });
});
