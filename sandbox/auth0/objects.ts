import type { Management } from "auth0";
import type { MicrosoftStrategy } from "../../catalogue/auth0.ts";
import type { Closed } from "./body-shape.ts";
import type { KeptTokenEncryption } from "./token-encryption.ts";

/** A connection as the tenant keeps it. `enabled_clients` is kept beside it. */
export interface Connection extends Omit<Management.GetConnectionResponseContent, "enabled_clients"> {
    id: string;
    name: string;
    strategy: MicrosoftStrategy;
    options: Management.ConnectionOptions;
    realms: string[];
    is_domain_connection: boolean;
    authentication: Management.ConnectionAuthenticationPurpose;
    connected_accounts: Management.ConnectionConnectedAccountsPurpose;

    /** Sent by Auth0 with some `waad` connections; the published types do not have it. */
    provisioning_ticket_url?: string;
}

/** A client as the tenant keeps it: with its secret, even while its way of authentication hides that. */
export interface Client extends Closed<Management.GetClientResponseContent> {
    client_id: string;
    name: string;
    client_secret: string;
    grant_types: string[];
    is_first_party: boolean;
}

/** A key that a client can authenticate with. */
export interface Credential extends Closed<Management.ClientCredential> {
    id: string;
    kid: string;
    alg: "RS256" | "RS384" | "PS256";

    /** The public key. Auth0 keeps it and never shows it again. */
    pem: string;
}

export interface ClientGrant extends Management.ClientGrantResponseContent {
    id: string;
    audience: string;
    subject_type: Management.ClientGrantSubjectTypeEnum;
}

/** An API, in Auth0's word for it. */
export interface ResourceServer
    extends Omit<Management.ResourceServer, "token_lifetime_for_anonymous_access_tokens" | "token_encryption"> {
    id: string;
    identifier: string;
    token_lifetime: number;
    token_lifetime_for_anonymous_access_tokens?: number | null;
    token_encryption?: KeptTokenEncryption | null;
    signing_alg: Management.SigningAlgorithmEnum;
    subject_type_authorization: Management.ResourceServerSubjectTypeAuthorization;
}

export interface CustomDomain extends Management.CustomDomain {
    created_at: string;
}

export interface Organization extends Closed<Management.GetOrganizationResponseContent> {
    id: string;
    name: string;
}

/** A connection in an organization; its name and strategy are looked up when it is shown. */
export interface OrganizationConnection extends Omit<Management.OrganizationAllConnectionPost, "connection"> {
    assign_membership_on_login: boolean;
    show_as_button: boolean;
    is_enabled: boolean;
    organization_access_level: Management.OrganizationAccessLevelEnum;
}
