/** Directory id under which Microsoft keeps personal accounts, the same for all of them. */
export const personalAccountsTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

/** Somebody who can sign in at Microsoft. */
export interface Account {
    /** Object id in the account's own directory. */
    readonly id: string;

    /** The account's own directory: this one, another one, or that of personal accounts. */
    readonly tenantId: string;

    /** What a person types to sign in: `ada@acme.example`. */
    readonly username: string;
    readonly displayName: string;

    /** An administrator consents for a whole directory. @default false */
    readonly isAdministrator?: boolean;
}

/** What a directory lets its users consent to by themselves. */
export type ConsentPolicy =
    /** Microsoft's managed policy, the default of new directories: not to the permissions it names. */
    | "managed"
    /** To everything that is not for administrators only. */
    | "user"
    /** To nothing. */
    | "none";
