import type { SeenSecret } from "../../infra/leftover-secrets.ts";

/** What both clouds hold around a stack that is to be repaired; no secret is in here. */
export interface Seen {
    readonly connections: readonly SeenConnection[];
    readonly clients: readonly SeenClient[];
    readonly grants: readonly SeenGrant[];
    readonly apis: readonly SeenApi[];

    /** Those that say this stack manages them, those that its state has, and those of a name that its settings give. */
    readonly applications: readonly SeenApplication[];
}

export interface SeenConnection {
    readonly id: string;
    readonly name: string;
    readonly strategy: string;

    /** Client id of its app registration. */
    readonly entraClientId: string;

    /** Organizations that it is enabled for; looked up where the settings name some. */
    readonly organizations: readonly { readonly id: string; readonly name: string }[];

    /** Client ids that it is enabled for; looked up where it decides something. */
    readonly enabledClients: readonly string[] | undefined;
}

export interface SeenClient {
    readonly clientId: string;
    readonly name: string;
    readonly description: string;
    readonly resourceServerIdentifier: string;
}

export interface SeenGrant {
    readonly id: string;
    readonly clientId: string;
    readonly audience: string;

    /** `user`, or `client` for the client itself. */
    readonly subjectType: string;
    readonly scopes: readonly string[];
}

export interface SeenApi {
    readonly id: string;
    readonly identifier: string;
    readonly name: string;
    readonly hasScopes: boolean;
}

export interface SeenApplication {
    readonly objectId: string;
    readonly clientId: string;
    readonly displayName: string;
    readonly description: string;
    readonly notes: string;
    readonly secrets: readonly (SeenSecret & { readonly mayBeInUse: boolean })[];
    readonly hasCertificates: boolean;
    readonly servicePrincipal:
        | {
              readonly objectId: string;

              /** Id of the consent for everyone to scopes of Microsoft Graph. */
              readonly consent: string | undefined;
              readonly assignments: readonly { readonly id: string; readonly principalId: string }[];
          }
        | undefined;
}
