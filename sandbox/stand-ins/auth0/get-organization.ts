import { optional } from "../properties.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { given } from "./given.ts";
import { stateOf } from "./json-body.ts";
import { type Json, type ManagementClient, segment } from "./management-client.ts";
import { checkpointed, paged, totals } from "./paging.ts";

const text = optional("string");
const flag = optional("boolean");

/** An organization by its id or its name. */
export const getOrganization: FunctionType<Auth0Api> = {
    token: "auth0:index/getOrganization:getOrganization",
    inputs: { organizationId: text, name: text, skipClientGrants: flag, skipConnections: flag, skipMembers: flag },
    async invoke({ management, newer }, inputs) {
        const { organizationId, name, skipClientGrants, skipMembers } = inputs;
        const body = await management.get(
            given(organizationId)
                ? `organizations/${segment(String(organizationId))}`
                : `organizations/name/${segment(String(name ?? ""))}`,
        );
        const path = `organizations/${segment(String(body["id"]))}`;
        // The provider asks for connections unless client grants are to be skipped; skipConnections does nothing.
        const withGrants = skipClientGrants !== true;
        const connections = withGrants ? await connectionsOf(newer, path) : [];
        const members =
            skipMembers === true
                ? []
                : await checkpointed(management, `${path}/members`, "members", {
                      ...totals,
                      fields: "user_id",
                      include_fields: "true",
                  });
        const grants = withGrants ? await management.get(`${path}/client-grants`, totals) : {};
        return {
            ...inputs,
            id: String(body["id"]),
            ...stateOf({ name: text, displayName: text, metadata: optional({ map: "string" }) }, body),
            connections: connections.map((connection) => stateOf(organizationConnectionResult, connection)),
            members: members.map(({ user_id: id }) => String(id)),
            clientGrants: ((grants["client_grants"] ?? []) as Json[]).map(({ id }) => String(id)),
        };
    },
};

const organizationConnectionResult = {
    connectionId: text,
    assignMembershipOnLogin: flag,
    isSignupEnabled: flag,
    showAsButton: flag,
    isEnabled: flag,
    organizationConnectionName: text,
    organizationAccessLevel: text,
} as const;

function connectionsOf(newer: ManagementClient, path: string): Promise<Json[]> {
    return paged(newer, `${path}/connections`, "connections", { is_enabled: "true", per_page: "50" });
}
