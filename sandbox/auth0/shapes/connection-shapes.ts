import type { Management } from "auth0";
import { type BodyShape, listOf, mapOf, object, oneOf, orNull, text } from "../body-shape.ts";
import { connectionStrategies } from "./connection-strategies.ts";

/**
 * Both bodies leave out `enabled_clients`: the published types still have it, Auth0 refuses it (auth0/auth0-deploy-cli#1290).
 * Options are checked apart, by strategy.
 */
type Create = Omit<Management.CreateConnectionRequestContent, "enabled_clients">;
type Update = Omit<Management.UpdateConnectionRequestContent, "enabled_clients">;

const shared = {
    display_name: text({ longest: 128 }),
    is_domain_connection: "boolean",
    show_as_button: "boolean",
    realms: listOf("string"),
    metadata: mapOf(orNull(text({ longest: 255 }))),
    authentication: object<Management.ConnectionAuthenticationPurpose>({ active: "boolean" }, ["active"]),
    connected_accounts: object<Management.ConnectionConnectedAccountsPurpose>(
        { active: "boolean", cross_app_access: "boolean", allow_missing_user_id: "boolean" },
        ["active"],
    ),
    cross_app_access_requesting_app: object<Management.CrossAppAccessRequestingApp>({ active: "boolean" }, ["active"]),
} as const;
const resourceApp = object<Management.CreateCrossAppAccessResourceApp>({ status: oneOf("enabled", "disabled") }, [
    "status",
]);

/** Body of POST /api/v2/connections. */
export const createConnectionBody: BodyShape<Create> = {
    shape: object<Create>(
        {
            ...shared,
            name: text({ pattern: /^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$/, longest: 128 }),
            strategy: oneOf(...connectionStrategies),
            options: mapOf("anything"),
            cross_app_access_resource_app: resourceApp,
        },
        ["name", "strategy"],
    ),
};

/** Body of PATCH /api/v2/connections/{id}. A connection's name and strategy are for life. */
export const updateConnectionBody: BodyShape<Update> = {
    shape: object<Update>({
        ...shared,
        options: orNull(mapOf("anything")),
        cross_app_access_resource_app: orNull(resourceApp),
    }),
};

/** Body of PATCH /api/v2/connections/{id}/clients. Fifty at once: the reference gives no number, Auth0's deploy tool sends fifty. */
export const enabledClientsBody: BodyShape<Management.UpdateEnabledClientConnectionsRequestContentItem[]> = {
    shape: listOf(
        object<Management.UpdateEnabledClientConnectionsRequestContentItem>(
            { client_id: "string", status: "boolean" },
            ["client_id", "status"],
        ),
        { shortest: 1, longest: 50 },
    ),
};
