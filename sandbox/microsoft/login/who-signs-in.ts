import { type Account, personalAccountsTenantId } from "../account.ts";
import type { Directory } from "../directory.ts";
import { loginErrors } from "../login-errors.ts";
import type { Authority } from "./authority.ts";
import type { AuthorizeRequest } from "./authorize-request.ts";
import { ReturnedError } from "./return-address.ts";

/**
 * The account that signs in without a page: the one a `login_hint` names (nobody has a password in the sandbox), or the only one
 * that is signed in and may be meant. Undefined where the person is to choose.
 */
export function whoSignsIn(
    directory: Directory,
    { address, authority, loginHint, prompt }: AuthorizeRequest,
    sessionAccounts: readonly string[],
): Account | undefined {
    if (prompt === "login" || prompt === "select_account") return undefined;
    const signedIn = sessionAccounts
        .map((id) => directory.account(id))
        .filter((account) => account !== undefined)
        .filter((account) => mayBeMeant(authority, account));
    if (loginHint !== undefined) {
        const hinted = directory.accounts.get(loginHint.toLowerCase());
        if (prompt !== "none") return hinted;
        if (hinted !== undefined && signedIn.includes(hinted)) return hinted;
        throw new ReturnedError(address, loginErrors.nobodySignedIn());
    }
    if (signedIn.length === 1) return signedIn[0];
    if (prompt !== "none") return undefined;
    throw new ReturnedError(
        address,
        signedIn.length === 0 ? loginErrors.nobodySignedIn() : loginErrors.severalSignedIn(),
    );
}

/** Whether an authority has to do with an account that is signed in (Microsoft, "OAuth 2.0 authorization code flow", login_required). */
function mayBeMeant(authority: Authority, { tenantId }: Account): boolean {
    const isPersonal = tenantId === personalAccountsTenantId;
    if (authority.kind === "consumers") return isPersonal;
    if (authority.kind === "organizations") return !isPersonal;
    return authority.kind !== "directory" || authority.tenantId === tenantId;
}
