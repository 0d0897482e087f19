import type { Account } from "../account.ts";
import type { Directory } from "../directory.ts";
import { errors } from "../errors.ts";
import { graphTokenOf, isApplicationToken } from "../graph-token.ts";

/** Who calls Microsoft Graph through an application: a user, as the access token says. */
export interface UserCaller {
    readonly account: Account;

    /** The application that acts for the user. */
    readonly appId: string;

    /** The delegated permissions the token was given out with. */
    readonly scopes: ReadonlySet<string>;
}

/** The user behind an `Authorization` header. */
export async function userCallerOf(directory: Directory, authorization: string | undefined): Promise<UserCaller> {
    const token = await graphTokenOf(directory, authorization);
    if (isApplicationToken(token)) throw errors.delegatedOnly();
    const account = directory.account(String(token["oid"]));
    if (account === undefined) throw errors.identityNotFound();
    return { account, appId: String(token["appid"]), scopes: new Set(String(token["scp"]).split(" ")) };
}
