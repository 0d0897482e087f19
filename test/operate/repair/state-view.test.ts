import { describe, expect, it } from "vitest";
import { settledState, stateView } from "../../../operate/repair/state-view.ts";

const urn = "urn:pulumi:dev::microsoft-connection::a:index:A$auth0:index/clientGrant:ClientGrant::portal/x";
const grant = { urn, type: "auth0:index/clientGrant:ClientGrant" };
const exported = {
    version: 3,
    deployment: {
        secrets_providers: { type: "passphrase" },
        resources: [
            { ...grant, id: "cgr_1", inputs: { secret: "ciphertext" } },
            { urn: "urn:pulumi:dev::p::pulumi:providers:auth0::default", type: "pulumi:providers:auth0", id: "1" },
            { urn: "urn:pulumi:dev::p::a:index:A::portal", type: "a:index:A" },
        ],
        pending_operations: [
            { resource: grant, type: "creating" },
            { resource: grant, type: "deleting" },
        ],
    },
};

describe("stateView", () => {
    it("has what is an object in a cloud, and what was under way", () => {
        expect(stateView(exported)).toEqual({
            resources: [{ ...grant, id: "cgr_1", name: "portal/x" }],
            pending: [
                { ...grant, name: "portal/x", operation: "creating" },
                { ...grant, name: "portal/x", operation: "deleting" },
            ],
        });
        expect(stateView({ deployment: {} })).toEqual({ resources: [], pending: [] });
    });
});

describe("settledState", () => {
    it("leaves everything else as it is, and says where there is nothing to do", () => {
        const [, deleting] = exported.deployment.pending_operations;
        expect(settledState(exported)).toEqual({
            ...exported,
            deployment: { ...exported.deployment, pending_operations: [deleting] },
        });
        expect(settledState({ deployment: {} })).toBeUndefined();
    });
});
