import type { ApiRequest, ApiResponse } from "../api-request.ts";
import { checkpointPage } from "../pagination.ts";
import type { ConnectedAccount } from "../people.ts";
import { accountView } from "../token-vault/account-view.ts";
import { accountsOf } from "../token-vault/accounts-of.ts";
import { userOf } from "./user-of-request.ts";

/** GET /api/v2/users/{id}/connected-accounts */
export function listConnectedAccounts({ tenant, params, query }: ApiRequest<{ id: string }>): ApiResponse {
    const { user_id } = userOf(tenant, params.id);
    const listing = {
        id: ({ id }: ConnectedAccount) => id,
        show: (account: ConnectedAccount) => accountView(tenant, account),
    };
    return { status: 200, body: checkpointPage("connected_accounts", accountsOf(tenant, user_id), listing, query) };
}
