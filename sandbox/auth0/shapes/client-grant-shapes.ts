import type { Management } from "auth0";
import { type BodyShape, listOf, object, oneOf, orNull, text } from "../body-shape.ts";

const scope = listOf(text({ shortest: 1, longest: 280 }));
const authorizationDetailsTypes = listOf(text({ shortest: 1, longest: 255 }));

/** Body of POST /api/v2/client-grants. */
export const createClientGrantBody: BodyShape<Management.CreateClientGrantRequestContent> = {
    shape: object<Management.CreateClientGrantRequestContent>(
        {
            client_id: "string",
            audience: text({ shortest: 1 }),
            default_for: oneOf<Management.ClientGrantDefaultForEnum>("third_party_clients"),
            scope,
            subject_type: oneOf<Management.ClientGrantSubjectTypeEnum>("client", "user", "anonymous_user"),
            organization_usage: oneOf<Management.ClientGrantOrganizationUsageEnum>("deny", "allow", "require"),
            allow_any_organization: "boolean",
            authorization_details_types: authorizationDetailsTypes,
            allow_all_scopes: "boolean",
        },
        ["audience"],
    ),
};

/** Body of PATCH /api/v2/client-grants/{id}. Whom a grant is for, and for which API, is for life. */
export const updateClientGrantBody: BodyShape<Management.UpdateClientGrantRequestContent> = {
    shape: object<Management.UpdateClientGrantRequestContent>({
        scope: orNull(scope),
        organization_usage: orNull(oneOf<Management.ClientGrantOrganizationUsageEnum>("deny", "allow", "require")),
        allow_any_organization: orNull("boolean"),
        authorization_details_types: authorizationDetailsTypes,
        allow_all_scopes: orNull("boolean"),
    }),
};
