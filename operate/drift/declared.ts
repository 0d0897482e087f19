import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import type { Properties, PropertyValue, Resource } from "../../review/stack-change.ts";

/** What a stack's state says that it declares, by the objects that it is about. */
export interface Declared {
    /** `project/stack`, as the notes of applications and the descriptions of clients say it. */
    readonly owner: string;

    /** Tenant and directory, as the stack's outputs say. */
    readonly deployedTo: { readonly tenantDomain?: string; readonly tenantId?: string };
    readonly connections: readonly DeclaredConnection[];
    readonly clients: readonly DeclaredClient[];

    /** Client ids that connections are linked with. */
    readonly links: readonly DeclaredLink[];

    /** Ids of client grants. */
    readonly clientGrants: readonly string[];

    /** `organization id::connection id` */
    readonly organizationConnections: readonly string[];
    readonly applications: readonly DeclaredApplication[];
    readonly servicePrincipals: readonly DeclaredServicePrincipal[];
}

interface OfState {
    readonly urn: string;

    /** Logical name. */
    readonly name: string;
}

export interface DeclaredConnection extends OfState {
    readonly id: string;

    /** Name in the tenant. */
    readonly called: string;
    readonly strategy: string;

    /** Client id of its app registration. */
    readonly entraClientId: string;
}

export interface DeclaredClient extends OfState {
    readonly clientId: string;
    readonly appType: string;

    /** Scopes of its refresh tokens by audience. */
    readonly policies: Readonly<Record<string, readonly string[]>>;
}

export interface DeclaredLink extends OfState {
    readonly connectionId: string;
    readonly clientIds: readonly string[];

    /** Whether these are to be the only ones. */
    readonly isWhole: boolean;
}

export interface DeclaredApplication extends OfState {
    readonly objectId: string;
    readonly clientId: string;
    readonly called: string;
    readonly redirectUris: {
        readonly web: readonly string[];
        readonly spa: readonly string[];
        readonly publicClient: readonly string[];
    };
    readonly owners: readonly string[];

    /** Permissions that are registered, `resource application id/permission id`. */
    readonly permissions: readonly string[];

    /** Key ids of client secrets and certificates, ids of federated credentials. */
    readonly credentials: readonly string[];
}

export interface DeclaredServicePrincipal extends OfState {
    readonly objectId: string;
    readonly clientId: string;
    readonly owners: readonly string[];

    /** Whether only those who are assigned may sign in. */
    readonly assignmentRequired: boolean;

    /** Names of scopes that its application registers of Microsoft Graph. */
    readonly scopes: readonly string[];

    /** Ids of delegated permission grants, and of app role assignments to it and of it. */
    readonly grants: readonly string[];
    readonly assignments: readonly string[];
}

/** Reads what a stack declares from its state; secrets are not needed for it. */
export function declaredIn(project: string, stack: string, resources: readonly Resource[]): Declared {
    const of = (type: string) => resources.filter((one) => one.type === type);
    const applications = of("azuread:index/application:Application").map((one) => application(one, resources));
    return {
        owner: `${project}/${stack}`,
        deployedTo: deployedTo(of("pulumi:pulumi:Stack")[0]?.outputs ?? {}),
        connections: of("auth0:index/connection:Connection").map(connection),
        clients: of("auth0:index/client:Client").map(client),
        links: [
            ...of("auth0:index/connectionClient:ConnectionClient").map((one) =>
                link(one, [text(one, "clientId")], false),
            ),
            ...of("auth0:index/connectionClients:ConnectionClients").map((one) =>
                link(one, texts(one.inputs["enabledClients"]), true),
            ),
        ],
        clientGrants: of("auth0:index/clientGrant:ClientGrant").map(({ id = "" }) => id),
        organizationConnections: of("auth0:index/organizationConnection:OrganizationConnection").map(
            (one) => `${text(one, "organizationId")}::${text(one, "connectionId")}`,
        ),
        applications,
        servicePrincipals: of("azuread:index/servicePrincipal:ServicePrincipal").map((one) =>
            servicePrincipal(one, applications, resources),
        ),
    };
}

function deployedTo({ auth0Domain, microsoftTenantId }: Properties): Declared["deployedTo"] {
    return {
        ...(typeof auth0Domain === "string" ? { tenantDomain: auth0Domain } : {}),
        ...(typeof microsoftTenantId === "string" ? { tenantId: microsoftTenantId } : {}),
    };
}

function connection(resource: Resource): DeclaredConnection {
    const options = object(resource.outputs["options"] ?? resource.inputs["options"]);
    return {
        ...named(resource),
        id: resource.id ?? "",
        called: text(resource, "name"),
        strategy: text(resource, "strategy"),
        entraClientId: asText(options["clientId"]),
    };
}

function client(resource: Resource): DeclaredClient {
    const policies = list(object(resource.inputs["refreshToken"])["policies"]).map(object);
    return {
        ...named(resource),
        clientId: text(resource, "clientId"),
        appType: text(resource, "appType"),
        policies: Object.fromEntries(policies.map((policy) => [asText(policy["audience"]), texts(policy["scopes"])])),
    };
}

function link(resource: Resource, clientIds: readonly string[], isWhole: boolean): DeclaredLink {
    return { ...named(resource), connectionId: text(resource, "connectionId"), clientIds, isWhole };
}

function application(resource: Resource, resources: readonly Resource[]): DeclaredApplication {
    const { inputs } = resource;
    const objectId = lastPart(resource.id ?? "");
    const addresses = (name: string) => texts(object(inputs[name])["redirectUris"]);
    return {
        ...named(resource),
        objectId,
        clientId: text(resource, "clientId"),
        called: text(resource, "displayName"),
        redirectUris: {
            web: addresses("web"),
            spa: addresses("singlePageApplication"),
            publicClient: addresses("publicClient"),
        },
        owners: texts(inputs["owners"]),
        permissions: list(inputs["requiredResourceAccesses"])
            .map(object)
            .flatMap((access) =>
                list(access["resourceAccesses"]).map(
                    (one) => `${asText(access["resourceAppId"])}/${asText(object(one)["id"])}`,
                ),
            ),
        credentials: resources
            .filter((one) => lastPart(asText(one.outputs["applicationId"])) === objectId)
            .flatMap(({ outputs }) => [asText(outputs["keyId"]), asText(outputs["credentialId"])])
            .filter((id) => id !== ""),
    };
}

function servicePrincipal(
    resource: Resource,
    applications: readonly DeclaredApplication[],
    resources: readonly Resource[],
): DeclaredServicePrincipal {
    const clientId = text(resource, "clientId");
    const objectId = lastPart(resource.id ?? "");
    const registered = applications.find((one) => one.clientId === clientId)?.permissions ?? [];
    const ids = new Set(registered.map(lastPart));
    return {
        ...named(resource),
        objectId,
        clientId,
        owners: texts(resource.inputs["owners"]),
        assignmentRequired: resource.inputs["appRoleAssignmentRequired"] === true,
        scopes: Object.entries(microsoftGraphScopes).flatMap(([name, { id }]) => (ids.has(id) ? [name] : [])),
        grants: resources
            .filter(({ outputs }) => outputs["servicePrincipalObjectId"] === objectId)
            .map(({ id = "" }) => lastPart(id)),
        assignments: resources
            .filter(({ type }) => type === "azuread:index/appRoleAssignment:AppRoleAssignment")
            .map(({ id = "" }) => lastPart(id)),
    };
}

function named({ name, urn }: Resource): OfState {
    return { name, urn };
}

/** A property as the provider knows it, else as the program asks for it. */
function text({ inputs, outputs }: Resource, name: string): string {
    return asText(outputs[name] ?? inputs[name]);
}

function asText(value: PropertyValue | undefined): string {
    return typeof value === "string" ? value : "";
}

function texts(value: PropertyValue | undefined): string[] {
    return list(value).filter((one) => typeof one === "string");
}

function list(value: PropertyValue | undefined): readonly PropertyValue[] {
    return Array.isArray(value) ? value : [];
}

function object(value: PropertyValue | undefined): Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}

/** The object's own id in an id that leads to it, `/applications/…`. */
function lastPart(id: string): string {
    return id.slice(id.lastIndexOf("/") + 1);
}
