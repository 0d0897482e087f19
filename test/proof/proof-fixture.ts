import type { DeployedConnection } from "../../proof/deployed.ts";
import type { PersonDetails } from "../../proof/person/person.ts";

/** A connection as a stack's outputs tell of it. */
export function connectionWith(different: Partial<DeployedConnection> = {}): DeployedConnection {
    return {
        key: "entra",
        id: "con_1",
        name: "acme-entra",
        strategy: "waad",
        entraClientId: "f5a4e1d2-0000-4000-8000-000000000001",
        signIn: true,
        tokenVault: true,
        signInAudience: "AzureADMyOrg",
        commonEndpoint: false,
        scopes: ["User.Read"],
        adminConsent: false,
        assignedTo: [],
        ...different,
    };
}

/** Somebody whose id, username and name are all made of one word. */
export function personNamed(id: string, from: PersonDetails["from"], isAdministrator = false): PersonDetails {
    return { id, username: `${id}@example.com`, displayName: id, from, isAdministrator };
}
