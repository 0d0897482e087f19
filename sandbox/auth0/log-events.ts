import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { Auth0Error, errors } from "./errors.ts";
import { type LoggedEvent, logTypes } from "./logs.ts";
import { pageOf } from "./pagination.ts";
import { matchesSearch } from "./search-terms.ts";
import { selectedFields } from "./selected-fields.ts";
import type { Tenant } from "./tenant.ts";

/** GET /api/v2/logs: the newest first; with `from` those after an event, the oldest first. */
export function listLogs({ tenant, query }: ApiRequest): ApiResponse {
    const from = query.get("from");
    const found = eventsAfter(tenant, from)
        .map((event) => logView(tenant, event))
        .filter((event) => matchesSearch(event, query.get("q") ?? query.get("search"), "logs"));
    const show = (event: Management.Log) => selectedFields(event, query);
    if (from !== null || query.has("take")) {
        return { status: 200, body: found.slice(0, Number(query.get("take") ?? 50)).map(show) };
    }
    const sort = query.get("sort") ?? "date:-1";
    if (sort !== "date:1" && sort !== "date:-1") throw errors.notServed(`logs sorted by ${sort}`);
    const sorted = sort === "date:1" ? found : found.toReversed();
    return { status: 200, body: pageOf("logs", sorted, { id: ({ log_id = "" }) => log_id, show }, query) };
}

/** GET /api/v2/logs/{id} */
export function getLog({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    const event = tenant.logs.all.find((one) => logId(one) === params.id);
    if (event === undefined) throw new Auth0Error(404, "The log does not exist.", "inexistent_log");
    return { status: 200, body: logView(tenant, event) };
}

function eventsAfter(tenant: Tenant, id: string | null): readonly LoggedEvent[] {
    if (id === null) return tenant.logs.all;
    const index = tenant.logs.all.findIndex((event) => logId(event) === id);
    if (index < 0) throw errors.cursor();
    return tenant.logs.all.slice(index + 1);
}

function logView(tenant: Tenant, event: LoggedEvent): Management.Log {
    const { at, sequence: _sequence, description, connection, ...others } = event;
    const connectionId = [...tenant.connections.values()].find(({ name }) => name === connection)?.id;
    return withoutUndefined({
        date: new Date(at).toISOString(),
        log_id: logId(event),
        description: description ?? logTypes[event.type],
        connection,
        connection_id: connectionId,
        client_name: tenant.clients.get(event.client_id ?? "")?.name,
        user_name: tenant.users.get(event.user_id ?? "")?.name,
        ip: "127.0.0.1",
        isMobile: false,
        ...others,
    });
}

/** As Auth0's: the time, then a running number. They sort in the order of the events. */
function logId({ at, sequence }: LoggedEvent): string {
    const time = new Date(at).toISOString().replaceAll(/\D/g, "");
    return `900${time}${String(sequence).padStart(15, "0")}223372036854775807`;
}

function withoutUndefined<T extends object>(object: T): T {
    return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
