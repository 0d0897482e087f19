import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { withStableIds } from "../../../cli/review/stable-ids.ts";
import { fingerprintOf } from "../../../review/fingerprint.ts";
import { type Resource, type StackChange, secretMark } from "../../../review/stack-change.ts";

const graph = "00000003-0000-0000-c000-000000000000";

/** A stack as one sandbox has it: what its services make up is new every time. */
function inSandbox(given: { name?: string; permission?: string } = {}): StackChange {
    const clientId = randomUUID();
    const connectionId = `con_A1${randomBytes(7).toString("hex")}`;
    const urn = (type: string) => `urn:pulumi:dev::project::${type}::microsoft`;
    const application = {
        urn: urn("azuread:index/application:Application"),
        id: `/applications/${randomUUID()}`,
        inputs: { displayName: given.name ?? "Acme", permissions: [given.permission ?? graph] },
        outputs: { displayName: given.name ?? "Acme", permissions: [graph], clientId, made: new Date().toISOString() },
    };
    const connection = {
        urn: urn("auth0:index/connection:Connection"),
        id: connectionId,
        inputs: { options: { clientId, clientSecret: secretMark } },
        outputs: { id: connectionId, options: { clientId, clientSecret: secretMark } },
    };
    const before = [application, connection].map((resource) => resource as unknown as Resource);
    const rest = { changes: [], policies: [], errors: [], warnings: [], unreadable: [] };
    return {
        stack: "dev",
        project: "project",
        operation: "update",
        outcome: "foreseen",
        // The engine keeps them in the order in which they were done.
        before: Math.random() < 0.5 ? before : before.toReversed(),
        after: before,
        ...rest,
    };
}

const print = (change: StackChange) => fingerprintOf(withStableIds(change), {}).state;

describe("a change in a sandbox that ends", () => {
    it("has the fingerprint that it has in any other", () => {
        const prints = Array.from({ length: 20 }, () => print(inSandbox()));

        expect(new Set(prints).size).toBe(1);
    });

    it("has it also where ids have no digit, or hyphens at any place", () => {
        const letters = (length: number) =>
            Array.from({ length }, () => String.fromCharCode(97 + ((randomBytes(1)[0] ?? 0) % 26))).join("");
        const inAnother = (): StackChange => {
            const change = inSandbox();
            const clientId = letters(32);
            const made = [
                { type: "auth0:index/client:Client", id: clientId, outputs: { clientId } },
                { type: "auth0:index/clientGrant:ClientGrant", id: `cgr_${letters(16)}`, inputs: { clientId } },
                { type: "azuread:index/appRoleAssignment:AppRoleAssignment", id: `/to/${letters(9)}-${letters(33)}` },
                { type: "azuread:index/appRoleAssignment:AppRoleAssignment2", id: `/to/${letters(30)}_${letters(12)}` },
            ].map((one) => ({ urn: `urn:pulumi:dev::project::${one.type}::portal`, inputs: {}, outputs: {}, ...one }));
            return { ...change, before: [...change.before, ...(made as unknown as Resource[])] };
        };

        expect(new Set(Array.from({ length: 20 }, () => print(inAnother()))).size).toBe(1);
    });

    it("has another where what was asked for differs, ids of the settings among it", () => {
        const permission = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

        expect(print(inSandbox({ name: "Other" }))).not.toBe(print(inSandbox()));
        expect(print(inSandbox({ permission }))).not.toBe(print(inSandbox()));
    });

    it("keeps which resource refers to which, and its secrets as marks", () => {
        const { before } = withStableIds(inSandbox());
        const connection = before.find(({ type, urn }) => (type ?? urn).includes("connection"));

        expect(connection).toMatchObject({
            id: "con_generated-1",
            inputs: { options: { clientId: "generated-3", clientSecret: secretMark } },
        });
    });
});
