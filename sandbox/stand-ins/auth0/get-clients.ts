import { optional } from "../properties.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { clientState } from "./client.ts";
import { paged } from "./paging.ts";

const text = optional("string");

/** What the real provider's list has of each client; the rest of what `getClient` tells is missing in it. */
const listed = [
    "allowedClients",
    "allowedLogoutUrls",
    "allowedOrigins",
    "appType",
    "callbacks",
    "clientId",
    "clientMetadata",
    "description",
    "grantTypes",
    "isFirstParty",
    "isTokenEndpointIpHeaderTrusted",
    "name",
    "webOrigins",
];

/** The clients of a tenant whose name has a text in it. As in the real provider, their secrets are not marked as such. */
export const getClients: FunctionType<Auth0Api> = {
    token: "auth0:index/getClients:getClients",
    inputs: {
        appTypes: optional({ set: "string" }),
        externalClientId: text,
        isFirstParty: optional("boolean"),
        nameFilter: text,
    },
    async invoke({ management }, { nameFilter = "", ...others }) {
        const [unserved] = Object.keys(others);
        if (unserved !== undefined) throw new Error(`the stand-in's getClients does not know "${unserved}"`);
        const clients = await paged(management, "clients", "clients", { per_page: "100" });
        return {
            id: "clients",
            nameFilter,
            clients: clients
                .filter(({ name }) => String(name).includes(String(nameFilter)))
                .map((body) => {
                    const state = clientState(body);
                    return {
                        ...Object.fromEntries(listed.map((name) => [name, state[name]])),
                        clientSecret: String(body["client_secret"] ?? ""),
                    };
                }),
        };
    },
};
