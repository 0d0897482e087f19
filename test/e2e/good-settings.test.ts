import { describe, expect, inject, it } from "vitest";
import { deployAndProve } from "../../reliability/inputs/deployed/deployed.ts";
import { repository } from "./rehearsed.ts";

const clientSecret = `{ active: a, slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } } }`;

function stackFile(connectionsAndClients: string): string {
    return `
config:
  microsoft-connection:auth0:
    domain: acme-dev.eu.auth0.com
  microsoft-connection:microsoft:
    tenantId: 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90
${connectionsAndClients.replace(/^\n/, "").trimEnd()}
`;
}

/** The first connection is for signing in, the second for connecting; nobody is assigned to both. */
const twoAssignments = stackFile(`
  microsoft-connection:connections:
    staff:
      strategy: waad
      directory: contoso.onmicrosoft.com
      tokenVault: false
      assignedTo: [65008d47-eac4-4cca-b26a-405fe494ab06]
      scopes: [openid, profile, User.Read]
      clientSecret: ${clientSecret}
    mail:
      strategy: waad
      directory: contoso.onmicrosoft.com
      signIn: false
      assignedTo: [1eda6e64-cfba-420e-9b6c-ae38d686aafa, 9170a6c0-b0e0-4f6e-9414-e143b59077cb]
      scopes: [openid, profile, offline_access, User.Read, Mail.Read]
      clientSecret: ${clientSecret}
  microsoft-connection:clients:
    portal:
      kind: web
      name: Portal
      callbacks: [http://localhost:3000/auth/callback]
      connections: [staff, mail]
`);

/** Accounts of any directory are connected; people sign in with a personal account, the others' administrators consented to nothing there. */
const twoKindsOfAccount = stackFile(`
  microsoft-connection:connections:
    live:
      strategy: windowslive
      signInAudience: AzureADandPersonalMicrosoftAccount
      scopes: [openid, offline_access, User.Read, Files.Read.All]
      clientSecret: ${clientSecret}
    customers:
      strategy: waad
      commonEndpoint: true
      signIn: false
      adminConsent: true
      scopes: [openid, offline_access, User.Read, Mail.Read]
      clientSecret: ${clientSecret}
  microsoft-connection:clients:
    portal:
      kind: web
      name: Portal
      callbacks: [http://localhost:3000/auth/callback]
      connections: [live, customers]
`);

/** The second client connects the account of the same user anew, with less: a personal account's token has just that. */
const twoClients = stackFile(`
  microsoft-connection:connections:
    live:
      strategy: windowslive
      signInAudience: AzureADandPersonalMicrosoftAccount
      scopes: [openid, offline_access, Mail.Read, Contacts.ReadWrite]
      clientSecret: ${clientSecret}
  microsoft-connection:clients:
    portal:
      kind: web
      name: Portal
      callbacks: [http://localhost:3000/auth/callback]
    sync:
      kind: web
      name: Sync
      callbacks: [http://localhost:3100/auth/callback]
      scopes: [openid, offline_access]
`);

describe("good settings are deployed and every claim on them holds, where", () => {
    it.each([
        ["those who sign in may not connect, and the other way round", twoAssignments, 33],
        ["accounts of one kind sign in and those of another are connected", twoKindsOfAccount, 46],
        ["two clients of one user ask for different scopes", twoClients, 32],
    ])("%s", async (_, text, claims) => {
        const deployed = await deployAndProve(text, { projectFolder: repository, engine: inject("engine") });

        expect(deployed).toEqual({ outcome: "held", claims });
    });
});
