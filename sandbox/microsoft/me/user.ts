import type { User } from "@microsoft/microsoft-graph-types";
import type { Account } from "../account.ts";
import type { GraphReply } from "../graph-request.ts";
import { entityReply } from "../odata.ts";
import type { MeRequest } from "./me-reply.ts";

/** GET /me */
export function getMe(request: MeRequest): GraphReply {
    return entityReply(request, "users", userOf(request.account));
}

/** An account as Microsoft Graph shows a user who did not say more of themselves. */
function userOf({ displayName, id, username }: Account): User {
    const [givenName = displayName, ...surname] = displayName.split(" ");
    return {
        businessPhones: [],
        displayName,
        givenName,
        id,
        jobTitle: null,
        mail: username,
        mobilePhone: null,
        officeLocation: null,
        preferredLanguage: null,
        surname: surname.length === 0 ? null : surname.join(" "),
        userPrincipalName: username,
    };
}
