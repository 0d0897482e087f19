import { html } from "hono/html";
import { type Carried, hiddenInputs, type Page } from "../../service/hosted-page.ts";
import { type Account, personalAccountsTenantId } from "../account.ts";
import type { Directory } from "../directory.ts";
import { page } from "./pages.ts";

/** Asks who signs in. An account that a hint names comes first. */
export function signInPage(
    directory: Directory,
    {
        action,
        applicationName,
        carried,
        hint,
    }: {
        readonly action: string;
        readonly applicationName: string;
        readonly carried: Carried;
        readonly hint: string | undefined;
    },
): Page {
    const isHinted = ({ username }: Account) => username.toLowerCase() === hint?.toLowerCase();
    const accounts = [...directory.accounts.values()];
    const ordered = [...accounts.filter(isHinted), ...accounts.filter((account) => !isHinted(account))];
    return page(
        "microsoft-sign-in",
        "Pick an account",
        html`<p>to continue to ${applicationName}</p>
<form method="post" action="${action}">
${hiddenInputs(Object.entries(carried))}${ordered.map((account) => accountButton(directory, account))}<button name="username" value="">Cancel</button>
</form>`,
    );
}

function accountButton(directory: Directory, account: Account): Page {
    const { displayName, isAdministrator, tenantId, username } = account;
    const role = isAdministrator === true ? ", administrator" : "";
    const about = `${username} · ${originOf(directory, tenantId)}${role}`;
    return html`<button name="username" value="${username}">${displayName} <span>${about}</span></button>\n`;
}

function originOf(directory: Directory, tenantId: string): string {
    if (tenantId === personalAccountsTenantId) return "personal account";
    return tenantId === directory.tenantId ? "this directory" : "another directory";
}
