import type { Resource } from "../stack-change.ts";
import { type Known, known, objects, property, type Texts, text, texts } from "./read.ts";
import { idsOf, referring } from "./referred.ts";
import { distinct } from "./registration.ts";
import { types } from "./types.ts";

/** An app that users sign in to, or an API that exchanges tokens: a client of Auth0. */
export interface App {
    /** URN, or `client:` and the client id where it is declared elsewhere. */
    readonly key: string;

    /** The client, where the stack declares it. */
    readonly resource?: Resource;
    readonly clientId: Known<string>;
    readonly name: string;
    readonly appType: Known<string>;
    readonly grantTypes: Texts;
    readonly rotates: boolean;
    readonly firstParty: boolean;
    readonly oidcConformant: boolean;
    readonly callbacks: readonly string[];

    /** How it proves itself to Auth0. */
    readonly authentication: Known<string>;

    /** Audiences of the My Account APIs that it has grants for with users, and those that its refresh tokens reach. */
    readonly granted: readonly string[];
    readonly policies: readonly string[];
}

/** Whether two pictures show the same app, also after its resource was renamed. */
export function isSameApp(one: App, other: App): boolean {
    return one.key === other.key || (typeof one.clientId === "string" && one.clientId === other.clientId);
}

/** Whether a user signs in to it: all but those that stand for an API. */
export function signsUsersIn({ appType }: App): boolean {
    return appType !== "resource_server" && appType !== "non_interactive";
}

/** The clients that a stack declares. */
export function appsIn(resources: readonly Resource[]): App[] {
    const clients = resources.filter(({ type }) => type === types.client);
    const of = (type: string) =>
        referring(
            resources.filter((one) => one.type === type),
            "clientId",
            clients,
        );
    const [credentialsOf, clientGrantsOf] = [of(types.clientCredentials), of(types.clientGrant)];
    return clients.map((client) => {
        const [credentials] = credentialsOf(client);
        return {
            key: client.urn,
            resource: client,
            clientId: text(client, "clientId"),
            name: known(text(client, "name")) ?? client.name,
            appType: text(client, "appType"),
            grantTypes: texts(client, "grantTypes"),
            rotates: property(client, "refreshToken.rotationType") === "rotating",
            firstParty: property(client, "isFirstParty") !== false,
            oidcConformant: property(client, "oidcConformant") !== false,
            callbacks: distinct(texts(client, "callbacks").values),
            authentication: credentials === undefined ? undefined : text(credentials, "authenticationMethod"),
            granted: audiencesOf(clientGrantsOf(client)),
            policies: distinct(objects(client, "refreshToken.policies").flatMap(({ audience }) => myAccount(audience))),
        };
    });
}

/** An app that another stack or a person declares: nothing of its own settings is known. */
export function appElsewhere(clientId: string, resources: readonly Resource[]): App {
    const grants = resources.filter(
        (one) =>
            one.type === types.clientGrant && idsOf(one).includes(clientId) && one.madeFrom["clientId"]?.length !== 1,
    );
    const parent = resources.find(({ urn, type }) => type.endsWith(":ExistingClient") && grants[0]?.parent === urn);
    return {
        key: `client:${clientId}`,
        clientId,
        name: parent?.name ?? clientId,
        appType: undefined,
        grantTypes: { values: [], more: true },
        rotates: false,
        firstParty: true,
        oidcConformant: true,
        callbacks: [],
        authentication: undefined,
        granted: audiencesOf(grants),
        policies: [],
    };
}

function audiencesOf(grants: readonly Resource[]): string[] {
    // A grant for the app itself is none for its users, and the My Account API lets only users in.
    const forUsers = grants.filter((grant) => property(grant, "subjectType") !== "client");
    return distinct(forUsers.flatMap((grant) => myAccount(property(grant, "audience"))));
}

function myAccount(audience: unknown): string[] {
    return typeof audience === "string" && audience.endsWith("/me/") ? [audience] : [];
}
