import { type Account, personalAccountsTenantId } from "../../../../sandbox/microsoft/account.ts";

export const tenantId = "11111111-1111-4111-8111-111111111111";
export const fabrikamId = "d0c5e1a2-6b47-4f38-9a1e-5c2b7d8f9e04";

/** Who can sign in at the tests' Microsoft: Ada and Grace of the directory, Olivia and Oscar of another, Sam with a personal account. */
export const accounts = {
    ada: {
        id: "55555555-5555-4555-8555-555555555555",
        tenantId,
        username: "ada@contoso.onmicrosoft.com",
        displayName: "Ada",
    },
    grace: {
        id: "55555555-5555-4555-8555-555555555556",
        tenantId,
        username: "grace@contoso.onmicrosoft.com",
        displayName: "Grace",
        isAdministrator: true,
    },
    olivia: {
        id: "55555555-5555-4555-8555-555555555557",
        tenantId: fabrikamId,
        username: "olivia@fabrikam.example",
        displayName: "Olivia",
    },
    oscar: {
        id: "55555555-5555-4555-8555-555555555558",
        tenantId: fabrikamId,
        username: "oscar@fabrikam.example",
        displayName: "Oscar",
        isAdministrator: true,
    },
    sam: {
        id: "55555555-5555-4555-8555-555555555559",
        tenantId: personalAccountsTenantId,
        username: "sam@outlook.example",
        displayName: "Sam",
    },
} as const satisfies Record<string, Account>;

export type PersonName = keyof typeof accounts;
export const people: readonly Account[] = Object.values(accounts);
