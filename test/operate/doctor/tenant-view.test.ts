import { describe, expect, it, vi } from "vitest";
import type { Management } from "../../../clouds/management.ts";
import { TenantView } from "../../../operate/doctor/tenant-view.ts";

describe("the tenant as checks look at it", () => {
    const all = vi.fn(async () => [
        {
            id: "con_1",
            name: "contoso-microsoft",
            strategy: "windowslive",
            options: { client_id: "app", client_secret: "hush", scope: ["openid"] },
        },
    ]);
    const view = new TenantView({ all } as unknown as Management);

    it("has no client secret of a connection, and asks once", async () => {
        const [first, second] = await Promise.all([view.connections(), view.connections()]);

        expect(first).toEqual([
            { id: "con_1", name: "contoso-microsoft", strategy: "windowslive", options: { client_id: "app" } },
        ]);
        expect(second).toBe(first);
        expect(all).toHaveBeenCalledTimes(1);
    });
});
