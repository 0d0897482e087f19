import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationResult } from "../../engine/driver/driver-protocol.ts";
import { made, type Rehearsed, rehearsed } from "./rehearsed.ts";

/** Changes that were made: what stayed the same is left out. */
function changed({ changes }: OperationResult): Record<string, number> {
    return Object.fromEntries(Object.entries(changes).filter(([operation]) => operation !== "same"));
}

const twoClients = (text: string) =>
    text
        .replace("config:", "config:\n  microsoft-connection:linking: additive")
        .replace("strategy: windowslive", "strategy: windowslive\n      organizations: [acme]")
        .replace("domain: acme-dev.eu.auth0.com", "domain: acme-dev.eu.auth0.com\n    cutOverDomains: []")
        .concat("    tools:\n      kind: existing\n      clientId: Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga\n");

describe("a living stack", () => {
    let run: Rehearsed;

    async function change(edit: (text: string) => string): Promise<OperationResult> {
        run.edit(edit);
        const up = await run.driver.perform("up");
        expect(up.errors).toEqual([]);
        return up;
    }

    beforeAll(async () => {
        run = await rehearsed({
            edit: twoClients,
            seed: (seed) => ({
                ...seed,
                tenant: {
                    ...seed.tenant,
                    customDomains: [{ domain: "login.acme.example", status: "ready" }],
                    clients: [
                        ...(seed.tenant.clients ?? []),
                        { clientId: "By4Hand8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1", name: "By hand" },
                    ],
                },
            }),
        });
        expect((await run.driver.perform("up")).errors).toEqual([]);
    });
    afterAll(() => run.close());

    it("is enabled for an Auth0 Organization, and no longer when the setting goes", async () => {
        expect(made(run.world)).toContain("organization connection microsoft in acme");

        const up = await change((text) => text.replace("organizations: [acme]", "organizations: []"));
        expect(changed(up)).toEqual({ delete: 1 });
        expect(made(run.world)).not.toContain("organization connection microsoft in acme");
    });

    it("keeps what a renamed key stands for", async () => {
        const before = made(run.world);
        const up = await change((text) =>
            text.replace(
                "    portal:\n      kind: web",
                "    web-portal:\n      formerKeys: [portal]\n      kind: web",
            ),
        );

        expect(changed(up)).toEqual({});
        expect(made(run.world)).toEqual(before);
    });

    it("gets a second secret and switches to it, and keeps the first", async () => {
        const up = await change((text) =>
            text
                .replace("active: a", "active: b")
                .replace(
                    '            ends: "2027-05-01"',
                    '            ends: "2027-05-01"\n          b:\n            issued: "2026-11-20"\n            ends: "2027-05-10"',
                ),
        );

        expect(changed(up)).toEqual({ create: 1, update: 1 });
        expect(made(run.world).filter((item) => item.startsWith("client secret"))).toEqual([
            "client secret slot a, issued 2026-11-02",
            "client secret slot b, issued 2026-11-20",
        ]);
    });

    it("refuses to renew the active secret in place, in the preview", async () => {
        run.edit((text) => text.replace('issued: "2026-11-20"', 'issued: "2026-11-21"'));
        const preview = await run.driver.perform("preview");

        expect(preview.succeeded).toBe(false);
        expect(preview.errors.join("\n")).toMatch(
            /unable to replace resource ".*microsoft-b"\s+as it is currently marked for protection/,
        );
        run.edit((text) => text.replace('issued: "2026-11-21"', 'issued: "2026-11-20"'));
    });

    it("renews the idle secret and switches to it in one change, once Microsoft knows it", async () => {
        run.world.directory.secretLagMs = 5_000;
        const up = await change((text) =>
            text.replace("active: b", "active: a").replace('issued: "2026-11-02"', 'issued: "2026-11-22"'),
        );

        run.world.directory.secretLagMs = 0;

        expect(changed(up)).toEqual({ replace: 1, update: 1 });
        expect(run.printed()).toContain("waiting until Microsoft knows the new client secret");
        expect(run.printed()).toMatch(/Microsoft knows the new client secret after [3-9] s\./);
        expect(made(run.world).filter((item) => item.startsWith("client secret"))).toEqual([
            "client secret slot a, issued 2026-11-22",
            "client secret slot b, issued 2026-11-20",
        ]);
    });

    it("moves to a custom domain by creations and updates only", async () => {
        const listed = await change((text) =>
            text.replace("cutOverDomains: []", "cutOverDomains: [login.acme.example]"),
        );
        expect(Object.keys(changed(listed)).sort()).toEqual(["create", "update"]);

        const moved = await change((text) =>
            text.replace(
                "cutOverDomains: [login.acme.example]",
                "customDomain: login.acme.example\n    cutOverDomains: [acme-dev.eu.auth0.com]",
            ),
        );
        expect(changed(moved)).not.toHaveProperty("replace");
        expect(changed(moved)).not.toHaveProperty("delete");
        expect(made(run.world).filter((item) => item.startsWith("API"))).toHaveLength(2);
    });

    it("hands its links over to exclusive linking and back, and unlinks nobody but strangers", async () => {
        const connectionId = [...run.world.tenant.connections.keys()][0] ?? "";
        const linked = () => [...(run.world.tenant.enabledClients.get(connectionId) ?? [])].sort();
        const ours = linked();
        run.world.tenant.enabledClients.get(connectionId)?.add("By4Hand8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1");
        const withStranger = linked();
        expect(withStranger).toHaveLength(3);

        await change((text) => text.replace("linking: additive", "linking: handover"));
        expect(linked()).toEqual(withStranger);

        await change((text) => text.replace("linking: handover", "linking: exclusive"));
        expect(linked()).toEqual(ours);

        await change((text) => text.replace("linking: exclusive", "linking: handover"));
        expect(linked()).toEqual(ours);

        await change((text) => text.replace("linking: handover", "linking: additive"));
        expect(linked()).toEqual(ours);
    });

    it("shows no changes in a refresh and a preview after all that", async () => {
        expect(changed(await run.driver.perform("refresh"))).toEqual({});
        expect(changed(await run.driver.perform("preview"))).toEqual({});
    });
});
