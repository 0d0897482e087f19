import type {
    Application,
    AppRoleAssignment,
    DriveItem,
    Event,
    FederatedIdentityCredential,
    Message,
    OAuth2PermissionGrant,
    PasswordCredential,
    ServicePrincipal,
    User,
} from "@microsoft/microsoft-graph-types";

/** What replies of Microsoft Graph consist of: Microsoft's published type of each kind of object, by its place in `$metadata`. */
export interface GraphTypes {
    readonly applications: Application;
    readonly servicePrincipals: ServicePrincipal & UnpublishedOfServicePrincipal;
    readonly oauth2PermissionGrants: OAuth2PermissionGrant;
    readonly appRoleAssignments: AppRoleAssignment;
    readonly federatedIdentityCredentials: FederatedIdentityCredential;
    readonly directoryObjects: (User | ServicePrincipal) & { readonly "@odata.type": string };
    readonly users: User;
    readonly events: Event;
    readonly messages: Message;
    readonly driveItems: DriveItem;
    readonly "microsoft.graph.passwordCredential": PasswordCredential;
}

/** Microsoft's published types of what bodies of requests consist of. */
export interface GraphBodies {
    readonly Application: Application & { readonly "owners@odata.bind"?: readonly string[] };
    readonly ServicePrincipal: ServicePrincipal &
        UnpublishedOfServicePrincipal & { readonly "owners@odata.bind"?: readonly string[] };
    readonly OAuth2PermissionGrant: OAuth2PermissionGrant;
    readonly AppRoleAssignment: AppRoleAssignment;
    readonly FederatedIdentityCredential: FederatedIdentityCredential;
    readonly DirectoryObject: { readonly "@odata.id": string };

    /** Parameters of `addPassword` and `removePassword`, and of `sendMail`: actions have no published types, what they take has. */
    readonly PasswordCredential: {
        readonly passwordCredential?: PasswordCredential | null;
        readonly keyId?: PasswordCredential["keyId"];
    };
    readonly Message: { readonly message?: Message; readonly saveToSentItems?: boolean };
}

/** What the `beta` API answers of a service principal, and what `v1.0` answers beyond Microsoft's published types. */
interface UnpublishedOfServicePrincipal {
    readonly createdDateTime?: string;
    readonly samlMetadataUrl?: string | null;
}

/**
 * `T`, where Microsoft's type has all of it: every key, at any depth, with a value of Microsoft's type. A type that nothing is
 * where it has not, so that what Microsoft did not publish does not compile.
 */
export type Published<T, Vendor> = [T] extends [Loose<Vendor>]
    ? [UnpublishedKeys<T, Vendor>] extends [never]
        ? T
        : never
    : never;

/** The same type for values that are only read, where what is optional may be undefined. */
type Loose<T> = T extends Scalar
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Loose<Item>[]
      : { readonly [K in keyof T]: Loose<T[K]> | undefined };

/** Keys of `T`, at any depth, that Microsoft's type lacks. */
type UnpublishedKeys<T, Vendor> =
    Same<T, Vendor> extends true
        ? never
        : T extends Scalar
          ? never
          : T extends readonly (infer Item)[]
            ? UnpublishedKeys<NonNullable<Item>, ItemOf<Vendor>>
            : {
                  [K in keyof T]-?: K extends KeyOf<Vendor>
                      ? UnpublishedKeys<NonNullable<T[K]>, NonNullable<ValueOf<Vendor, K>>>
                      : K;
              }[keyof T];

type Scalar = string | number | boolean | null | undefined;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type ItemOf<T> = T extends readonly (infer Item)[] ? NonNullable<Item> : never;
/** Keys of any of several types. */
export type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;
