import type { Management } from "auth0";
import { type BodyShape, listOf, mapOf, object, oneOf, orNull, text } from "../body-shape.ts";

type Link = Omit<Management.LinkUserIdentityRequestContent, "user_id"> & { user_id?: string };

/** Body of POST /api/v2/users/{id}/identities. A provider that Auth0 does not know is not configured either. */
export const linkIdentityBody: BodyShape<Management.LinkUserIdentityRequestContent> = {
    shape: object<Link>({
        provider: "string",
        connection_id: "string",
        user_id: "string",
        link_with: "string",
    }),
};

const metadata = mapOf("anything");

/** Body of PATCH /api/v2/users/{id}. */
export const updateUserBody: BodyShape<Management.UpdateUserRequestContent> = {
    shape: object<Management.UpdateUserRequestContent>({
        blocked: "boolean",
        email_verified: "boolean",
        email: orNull("string"),
        phone_number: orNull(text({ pattern: /^\+[0-9]{1,15}$/ })),
        phone_verified: "boolean",
        user_metadata: metadata,
        app_metadata: metadata,
        given_name: orNull(text({ shortest: 1, longest: 150 })),
        family_name: orNull(text({ shortest: 1, longest: 150 })),
        name: orNull(text({ shortest: 1, longest: 300 })),
        nickname: orNull(text({ shortest: 1, longest: 300 })),
        picture: orNull("string"),
        verify_email: "boolean",
        verify_phone_number: "boolean",
        password: orNull(text({ shortest: 1 })),
        connection: text({ shortest: 1 }),
        client_id: text({ shortest: 1 }),
        username: orNull(text({ shortest: 1, longest: 128 })),
    }),
};

/** Body of PUT /api/v2/guardian/policies. */
export const guardianPoliciesBody: BodyShape<Management.MfaPolicyEnum[]> = {
    shape: listOf(oneOf<Management.MfaPolicyEnum>("all-applications", "confidence-score")),
};
