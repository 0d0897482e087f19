import { html } from "hono/html";
import { type Carried, hiddenInputs, type Page } from "../../service/hosted-page.ts";
import type { Account } from "../account.ts";
import { graphDelegatedPermissions } from "../graph-permissions.ts";
import { page } from "../login/pages.ts";
import type { StoredApplication } from "../objects.ts";

/** Asks somebody whether an application may have scopes; an administrator also whether it may have them with everybody. */
export function consentPage({
    account,
    action,
    application,
    carried,
    scopes,
    isForOrganization,
}: {
    readonly account: Account;
    readonly action: string;
    readonly application: StoredApplication;
    readonly carried: Carried;
    readonly scopes: readonly string[];

    /** An administrator was asked for the whole directory; there is no choice. @default false */
    readonly isForOrganization?: boolean;
}): Page {
    const forEveryone = html`<label><input type="checkbox" name="for_organization" value="true"> Consent on behalf of your organization</label>\n`;
    const isChoice = account.isAdministrator === true && isForOrganization !== true;
    return page(
        isForOrganization === true ? "microsoft-admin-consent" : "microsoft-consent",
        isForOrganization === true ? "Permissions requested: review for your organization" : "Permissions requested",
        html`<p>${account.username}</p>
<p>${application.displayName} would like to:</p>
<ul>
${scopes.map((scope) => html`<li data-scope="${scope}">${nameOf(scope)} <code>${scope}</code></li>\n`)}</ul>
<form method="post" action="${action}">
${hiddenInputs(Object.entries(carried))}${isChoice ? forEveryone : ""}<button class="main" name="answer" value="accept">Accept</button>
<button name="answer" value="cancel">Cancel</button>
</form>`,
    );
}

function nameOf(scope: string): string {
    const permission = graphDelegatedPermissions.find(({ value }) => value === scope);
    return permission?.userConsentDisplayName ?? permission?.adminConsentDisplayName ?? scope;
}

/** What an administrator comes to who consented and is sent nowhere. */
export function consentGivenPage({ displayName }: StoredApplication): Page {
    return page(
        "microsoft-consent-given",
        "Consent was given",
        html`<p>${displayName} has the permissions it asked for, with everybody of your organization.</p>`,
    );
}
