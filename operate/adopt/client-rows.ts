import type { FoundApi, FoundClient } from "./found.ts";
import type { Row } from "./proposal.ts";
import type { SketchedClient } from "./sketch.ts";

/** A client that was found under a key. */
export interface ClientCase {
    readonly key: string;
    readonly client: FoundClient;
}

type ClientRow = Row<ClientCase>;

const secondsOfDay = 24 * 60 * 60;

const signingIn: readonly ClientRow[] = [
    { setting: "name", found: ({ client }) => client.name },
    { setting: "description", found: ({ client }) => client.description },
    { setting: "callbacks", found: ({ client }) => someOf(client.callbacks) },
    { setting: "logoutUrls", found: ({ client }) => client.logoutUrls, standard: () => [] },
    { setting: "webOrigins", found: ({ client }) => client.webOrigins, standard: () => [] },
];

/** Every setting of a client, by kind, and what it follows from. */
export const clientRows: Readonly<Record<SketchedClient["kind"], readonly ClientRow[]>> = {
    web: [
        ...signingIn,
        {
            setting: "authentication",
            found: ({ client }) => client.authentication || undefined,
            standard: () => "client_secret_post",
        },
        { setting: "refreshToken", found: lifetimes, keeps: (_written, found) => lifetimes(found) === undefined },
    ],
    spa: [
        ...signingIn,
        {
            setting: "api",
            found: ({ client: { api } }) => (api === undefined ? undefined : settingsOf(api)),
            keeps: (written, { client: { api, name } }) => api === undefined || isApi(written, api, name),
        },
    ],
    existing: [{ setting: "clientId", found: ({ client }) => client.clientId }],
};

/** In whole days, as the settings have them; anything else stays as it was found. */
function lifetimes({ client: { refreshToken } }: ClientCase) {
    if (refreshToken?.expirationType !== "expiring") return undefined;
    const lifetimeDays = (refreshToken.tokenLifetime ?? 0) / secondsOfDay;
    const idleDays = (refreshToken.idleTokenLifetime ?? 0) / secondsOfDay;
    const isWhole = [lifetimeDays, idleDays].every((days) => Number.isInteger(days) && days >= 1 && days <= 365);
    return isWhole && idleDays <= lifetimeDays ? { lifetimeDays, idleDays } : undefined;
}

function settingsOf({ identifier, name, scopes }: FoundApi) {
    return { identifier, name, ...(Object.keys(scopes).length === 0 ? {} : { scopes }) };
}

function isApi(written: unknown, api: FoundApi, clientName: string): boolean {
    const { name = `${clientName} API`, scopes = {} } = written as { name?: string; scopes?: Record<string, string> };
    return name === api.name && JSON.stringify(sortedEntries(scopes)) === JSON.stringify(sortedEntries(api.scopes));
}

function sortedEntries(scopes: Readonly<Record<string, string>>): [string, string][] {
    return Object.entries(scopes).sort(([one], [other]) => (one < other ? -1 : 1));
}

function someOf(list: readonly string[]): readonly string[] | undefined {
    return list.length === 0 ? undefined : list;
}
