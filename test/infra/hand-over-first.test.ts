import { describe, expect, it } from "vitest";
import { handOverFirst } from "../../infra/hand-over-first.ts";
import { record } from "./record.ts";

async function run(enabledClients: readonly string[], newInputs: Record<string, unknown>): Promise<string> {
    let outcome = "created";
    await record(async () => {
        const hook = handOverFirst(async () => ({ name: "acme", enabledClients }) as never);
        try {
            await hook.callback({ urn: "", id: "", name: "ms", type: "", newInputs });
        } catch (error) {
            outcome = (error as Error).message;
        }
    });
    return outcome;
}

describe("handOverFirst", () => {
    it("refuses an exclusive list for a connection that has links", async () => {
        expect(await run(["a", "b"], { connectionId: "con_1" })).toBe(
            'connection "acme" is linked to 2 clients (a, b) that the state of this stack does not have as a list. Set linking to handover and run `pulumi up` once, so that nobody is unlinked; then set it to exclusive.',
        );
    });

    it("refuses it for a single link too, which the provider would take for its own list", async () => {
        expect(await run(["a"], { connectionId: "con_1" })).toMatch(/^connection "acme" is linked to 1 client \(a\) /);
    });

    it("lets a list be made for a connection without links", async () => {
        expect(await run([], { connectionId: "con_1" })).toBe("created");
    });

    it("asks nobody about a connection that is only planned", async () => {
        expect(await run(["a"], {})).toBe("created");
    });
});
