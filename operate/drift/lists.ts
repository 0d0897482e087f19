import type { z } from "zod";
import type * as shapes from "./seen-shapes.ts";

/** What both clouds hold around a stack, by what is listed. Keys of records are ids of what the state declares. */
export interface Lists {
    readonly connections: readonly SeenConnection[];
    readonly enabledClients: ById<readonly string[]>;
    readonly clients: readonly SeenClient[];
    readonly clientGrants: readonly SeenClientGrant[];
    readonly organizations: readonly {
        readonly id: string;
        readonly name: string;
        readonly connectionIds: readonly string[];
    }[];
    readonly applications: ById<SeenApplication>;
    readonly federatedCredentials: ById<readonly z.infer<typeof shapes.seenFederatedCredential>[]>;
    readonly applicationOwners: ById<readonly SeenOwner[]>;
    readonly servicePrincipals: ById<z.infer<typeof shapes.seenServicePrincipal>>;
    readonly servicePrincipalOwners: ById<readonly SeenOwner[]>;
    readonly permissionGrants: ById<readonly SeenPermissionGrant[]>;
    readonly assignedTo: ById<readonly SeenAssignment[]>;
    readonly applicationPermissions: ById<readonly SeenAssignment[]>;
    readonly notes: readonly z.infer<typeof shapes.seenNotes>[];
}

export type ListName = keyof Lists;

/** Nothing where the object itself is gone: the refresh tells of that. */
export type ById<T> = Readonly<Record<string, T>>;

export type SeenConnection = z.infer<typeof shapes.seenConnection>;
export type SeenClient = z.infer<typeof shapes.seenClient>;
export type SeenClientGrant = z.infer<typeof shapes.seenClientGrant>;
export type SeenApplication = z.infer<typeof shapes.seenApplication>;
export type SeenOwner = z.infer<typeof shapes.seenOwner>;
export type SeenPermissionGrant = z.infer<typeof shapes.seenPermissionGrant>;
export type SeenAssignment = z.infer<typeof shapes.seenAssignment>;

/** A list that was looked at, or why it was not. */
export type Looked<T> = { readonly seen: T } | { readonly why: string };

/** Everything that was looked at; it has no secret and can be written down. */
export type Seen = { readonly [Name in ListName]: Looked<Lists[Name]> };
