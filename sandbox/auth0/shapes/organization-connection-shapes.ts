import type { Management } from "auth0";
import { type BodyShape, object, oneOf, orNull, text } from "../body-shape.ts";

const accessLevel = oneOf<Management.OrganizationAccessLevelEnum>("none", "readonly", "limited", "full");
const nul = String.fromCharCode(0);
const name = text({ pattern: new RegExp(`^[^${nul}]*$`), shortest: 1, longest: 50 });
const shared = {
    assign_membership_on_login: "boolean",
    is_signup_enabled: "boolean",
    show_as_button: "boolean",
} as const;

/** Body of POST /api/v2/organizations/{id}/connections. */
export const createOrganizationConnectionBody: BodyShape<Management.CreateOrganizationAllConnectionRequestParameters> =
    {
        shape: object<Management.CreateOrganizationAllConnectionRequestParameters>(
            {
                ...shared,
                connection_id: text({ shortest: 1, longest: 50 }),
                organization_connection_name: name,
                organization_access_level: accessLevel,
                is_enabled: "boolean",
            },
            ["connection_id"],
        ),
    };

/** Body of PATCH /api/v2/organizations/{id}/connections/{connection_id}. */
export const updateOrganizationConnectionBody: BodyShape<Management.UpdateOrganizationConnectionRequestParameters> = {
    shape: object<Management.UpdateOrganizationConnectionRequestParameters>({
        ...shared,
        organization_connection_name: orNull(name),
        organization_access_level: orNull(accessLevel),
        is_enabled: orNull("boolean"),
    }),
};

/** Body of POST /api/v2/organizations/{id}/enabled_connections. */
export const addEnabledConnectionBody: BodyShape<Management.AddOrganizationConnectionRequestContent> = {
    shape: object<Management.AddOrganizationConnectionRequestContent>({ ...shared, connection_id: "string" }, [
        "connection_id",
    ]),
};

/** Body of PATCH /api/v2/organizations/{id}/enabled_connections/{connection_id}. */
export const updateEnabledConnectionBody: BodyShape<Management.UpdateOrganizationConnectionRequestContent> = {
    shape: object<Management.UpdateOrganizationConnectionRequestContent>(shared),
};
