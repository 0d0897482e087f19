import { microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import { isObject } from "../engine-data/property-path.ts";
import type { PropertyValue, Resource } from "../stack-change.ts";
import { type Known, known, objects, property, type Texts, text, texts } from "./read.ts";
import { referred, referring } from "./referred.ts";
import { types } from "./types.ts";

/** A client secret of an app registration; never its value. */
export interface ClientSecret {
    readonly resource: Resource;

    /** Slot, or what else it is called. */
    readonly name: string;

    /** Day it ends, `YYYY-MM-DD`. */
    readonly ends: Known<string>;

    /** Day it was made, as far as the data say. */
    readonly issued: string | undefined;
}

/** How people of a directory are let in to an app registration. */
export interface Principal {
    readonly resource: Resource;
    readonly enabled: boolean;
    readonly assignmentRequired: boolean;

    /** Object ids of the users and groups that are assigned by the stack; `?` where known after the update only. */
    readonly assigned: readonly string[];
}

/** An app registration in Microsoft Entra. */
export interface Registration {
    readonly resource: Resource;

    /** Name on Microsoft's consent screen. */
    readonly name: string;
    readonly audience: Known<string>;

    /** Delegated permissions it lists: scope names, or ids that the catalogue does not have. */
    readonly scopes: readonly string[];

    /** Application permissions it lists, which act without a user. */
    readonly roles: readonly string[];

    /** Delegated permissions that the stack consents to for everyone in the directory. */
    readonly consented: readonly string[];

    /** Application permissions that the stack grants. */
    readonly grantedRoles: readonly string[];
    readonly redirectUris: readonly string[];
    readonly owners: Texts;

    /** Ways to tokens that no app of ours needs, which are open. */
    readonly open: readonly string[];
    readonly secrets: readonly ClientSecret[];
    readonly principal?: Principal;
}

/** Ways to tokens besides the authorization code and the client secret, by the property that opens them. */
export const openings: Readonly<Record<string, string>> = {
    "web.implicitGrant.accessTokenIssuanceEnabled":
        "gives out access tokens in the address bar of a browser (implicit grant)",
    "web.implicitGrant.idTokenIssuanceEnabled": "gives out id tokens in the address bar of a browser (implicit grant)",
    fallbackPublicClientEnabled: "lets in clients that have no client secret (public client)",
};

/** Platforms of an app registration that have redirect URIs. */
const platforms = ["web", "singlePageApplication", "publicClient"];

const scopeNames: ReadonlyMap<string, string> = new Map(
    Object.entries(microsoftGraphScopes).map(([name, { id }]) => [id, name]),
);

/** The app registrations of a stack, with what belongs to each, be it declared in one resource or in several. */
export function registrationsIn(resources: readonly Resource[]): Registration[] {
    const applications = resources.filter(
        ({ type }) => type === types.application || type === types.applicationRegistration,
    );
    const of = (type: string, path: string) =>
        referring(
            resources.filter((one) => one.type === type),
            path,
            applications,
        );
    const [accessOf, principalsOf, urisOf, ownersOf, passwordsOf] = [
        of(types.apiAccess, "applicationId"),
        of(types.servicePrincipal, "clientId"),
        of(types.redirectUris, "applicationId"),
        of(types.owner, "applicationId"),
        of(types.password, "applicationId"),
    ] as const;
    return applications.map((application) => {
        const access = accessOf(application);
        const principal = principalsOf(application)[0];
        const permissions = permissionsOf(application, access);
        const owners = texts(application, "owners");
        return {
            resource: application,
            name: known(text(application, "displayName")) ?? application.name,
            audience: text(application, "signInAudience"),
            ...permissions,
            redirectUris: distinct([
                ...platforms.flatMap((platform) => texts(application, `${platform}.redirectUris`).values),
                ...urisOf(application).flatMap((one) => texts(one, "redirectUris").values),
            ]),
            owners: {
                values: distinct([
                    ...owners.values,
                    ...ownersOf(application).flatMap((one) => known(text(one, "ownerObjectId")) ?? []),
                ]),
                more: owners.more,
            },
            open: Object.keys(openings).filter((path) => property(application, path) === true),
            secrets: passwordsOf(application).map(clientSecret),
            ...ofPrincipal(principal, resources),
        };
    });
}

/** A secret's slot is written in its display name where this project made it. */
function clientSecret(resource: Resource): ClientSecret {
    const displayName = known(text(resource, "displayName"));
    const slot = displayName?.match(/^(slot \S+), issued (\S+)$/);
    const ends = text(resource, "endDate");
    const issued = known(text(resource, "rotateWhenChanged.issued")) ?? slot?.[2] ?? known(text(resource, "startDate"));
    return {
        resource,
        name: slot?.[1] ?? displayName ?? resource.name,
        ends: typeof ends === "string" ? ends.slice(0, 10) : ends,
        issued: issued?.slice(0, 10),
    };
}

/** A permission as an app registration lists it. */
interface Permission {
    readonly api: PropertyValue | undefined;
    readonly id: PropertyValue | undefined;
    readonly role: boolean;
}

function permissionsOf(application: Resource, access: readonly Resource[]) {
    const listed = objects(application, "requiredResourceAccesses").flatMap(({ resourceAppId, resourceAccesses }) =>
        list(resourceAccesses)
            .filter(isObject)
            .map(({ id, type }): Permission => ({ api: resourceAppId, id, role: type === "Role" })),
    );
    const split = access.flatMap((one) => {
        const api = property(one, "apiClientId");
        const ids = (path: string, role: boolean) =>
            texts(one, path).values.map((id): Permission => ({ api, id, role }));
        return [...ids("scopeIds", false), ...ids("roleIds", true)];
    });
    const all = [...listed, ...split];
    const named = (role: boolean) => distinct(all.filter((one) => one.role === role).flatMap(permissionName));
    return { scopes: named(false), roles: named(true) };
}

/** Scopes of Microsoft Graph by name; what the catalogue does not have by its id. */
function permissionName({ api, id, role }: Permission): string[] {
    if (typeof id !== "string") return [];
    if (api === microsoftGraphAppId || typeof api !== "string") return [(role ? undefined : scopeNames.get(id)) ?? id];
    return [`${id} of API ${api}`];
}

function ofPrincipal(principal: Resource | undefined, resources: readonly Resource[]) {
    if (principal === undefined) return { consented: [], grantedRoles: [] };
    const about = (type: string, path: string) =>
        resources.filter((one) => one.type === type && referred(one, path, [principal]).length > 0);
    const grants = about(types.permissionGrant, "servicePrincipalObjectId");
    const forEveryone = grants.filter((grant) => typeof text(grant, "userObjectId") !== "string");
    return {
        consented: distinct(forEveryone.flatMap((grant) => texts(grant, "claimValues").values)),
        grantedRoles: distinct(
            about(types.appRoleAssignment, "principalObjectId").flatMap((one) => known(text(one, "appRoleId")) ?? []),
        ),
        principal: {
            resource: principal,
            enabled: property(principal, "accountEnabled") !== false,
            assignmentRequired: property(principal, "appRoleAssignmentRequired") === true,
            assigned: distinct(
                about(types.appRoleAssignment, "resourceObjectId").map(
                    (one) => known(text(one, "principalObjectId")) ?? "?",
                ),
            ),
        },
    };
}

function list(value: PropertyValue | undefined): readonly PropertyValue[] {
    return Array.isArray(value) ? (value as readonly PropertyValue[]) : [];
}

/** Sorted, each once. */
export function distinct(values: readonly string[]): string[] {
    return [...new Set(values)].sort();
}
