/** Variables of an environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the credentials are for. */
export interface CredentialsFor {
    readonly stack: string;

    /** The tenant that the stack is deployed to; the credentials have to be for it. @default whichever tenant they are for */
    readonly tenantDomain?: string;

    /** The directory that the stack is deployed to. @default whichever directory they are for */
    readonly tenantId?: string;
}

/** Credentials that were read, or what is missing or contradicts itself, a line each. */
export interface Read<T> {
    readonly value: T | undefined;
    readonly problems: readonly string[];
}
