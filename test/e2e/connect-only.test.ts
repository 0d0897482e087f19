import { describe, expect, inject, it } from "vitest";
import { deployAndProve } from "../../reliability/inputs/deployed/deployed.ts";
import { repository } from "./rehearsed.ts";

/** One app on two connections; nobody is assigned to both. */
const stackFile = `
config:
  microsoft-connection:auth0:
    domain: acme-dev.eu.auth0.com
  microsoft-connection:microsoft:
    tenantId: 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90
  microsoft-connection:connections:
    staff:
      strategy: waad
      directory: contoso.onmicrosoft.com
      tokenVault: false
      assignedTo: [65008d47-eac4-4cca-b26a-405fe494ab06]
      scopes: [openid, profile, User.Read]
      clientSecret:
        active: a
        slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } }
    mail:
      strategy: waad
      directory: contoso.onmicrosoft.com
      signIn: false
      assignedTo: [1eda6e64-cfba-420e-9b6c-ae38d686aafa, 9170a6c0-b0e0-4f6e-9414-e143b59077cb]
      scopes: [openid, profile, offline_access, User.Read, Mail.Read]
      clientSecret:
        active: a
        slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } }
  microsoft-connection:clients:
    portal:
      kind: web
      name: Portal
      callbacks: [http://localhost:3000/auth/callback]
      connections: [staff, mail]
`;

describe("a connection that accounts are connected with, and nobody signs in", () => {
    it("is proven with a user of another connection and the account of somebody who is assigned to it", async () => {
        const deployed = await deployAndProve(stackFile, { projectFolder: repository, engine: inject("engine") });

        expect(deployed).toEqual({ outcome: "held", claims: 33 });
    });
});
