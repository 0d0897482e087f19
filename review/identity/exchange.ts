import { tokenVaultGrantType } from "../../catalogue/auth0.ts";
import { isScopeName, microsoftGraphScope } from "../../catalogue/microsoft-graph-scopes.ts";
import { type Phrase, phrase } from "../phrase.ts";
import type { App } from "./app.ts";
import type { Connection } from "./picture.ts";
import { known } from "./read.ts";
import { distinct } from "./registration.ts";
import { names, plural, sentences } from "./words.ts";

/** What an app needs to exchange its tokens for Microsoft's (Auth0, "Configure Token Vault"), beside the link and the connection's purpose. */
export const conditions: readonly {
    readonly holds: (app: App) => boolean;

    /** Why an app that had it gets no tokens any more. */
    readonly lost: string;
}[] = [
    {
        // Of an app that is declared elsewhere the grant types are not known.
        holds: ({ grantTypes }) => grantTypes.values.includes(tokenVaultGrantType) || grantTypes.more,
        lost: "the grant type for Token Vault is removed",
    },
    {
        holds: ({ rotates, appType }) => !rotates || appType === "resource_server",
        lost: "refresh tokens rotate now, and Token Vault takes none that do",
    },
    { holds: ({ firstParty }) => firstParty, lost: "no first-party app any more" },
    { holds: ({ oidcConformant }) => oidcConformant, lost: "not OIDC-conformant any more" },
    {
        holds: ({ authentication }) => authentication !== "none",
        lost: "nothing is proven to Auth0 any more, neither by secret nor by key",
    },
];

/** The apps that may exchange tokens for those of a connection's users. */
export function exchangers({ apps, vault }: Connection): App[] {
    return vault ? apps.filter((app) => conditions.every(({ holds }) => holds(app))) : [];
}

/** Scopes that only identify the user, or let Auth0 hold a refresh token. */
export const basicScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** What sets the limit of such tokens, in sentences: consent, not the registered list. */
export function limits({ registration, asked }: Connection): Phrase {
    if (registration === undefined) {
        return ["What users or an administrator consent to is the limit; the app registration is not in this stack."];
    }
    const { consented, roles } = registration;
    const scopes = distinct([...registration.scopes, ...asked]).filter((scope) => !basicScopes.includes(scope));
    const forAll = consented.filter((scope) => !basicScopes.includes(scope));
    const same = forAll.length === scopes.length && forAll.every((scope) => scopes.includes(scope));
    // Consent of a stack is given in the directory that holds the app registration, and nowhere else.
    const audience = known(registration.audience);
    const others = audience !== "AzureADMyOrg" && audience !== "PersonalMicrosoftAccount";
    const its: Phrase = [others ? "the app registration's own directory" : "the directory"];
    return sentences(
        scopes.length === 0 ? undefined : phrase`The app registration lists ${names(scopes)}.`,
        scopes.length === 0
            ? ["What users or an administrator consent to is the limit."]
            : ["That list is no limit: what users or an administrator consent to is."],
        forAll.length === 0
            ? undefined
            : same
              ? phrase`This stack consents to all of these for everyone in ${its}.`
              : phrase`This stack consents for everyone in ${its} to ${names(forAll)}.`,
        others && forAll.length > 0 ? ["Other directories consent for themselves."] : undefined,
        hurdles(scopes.filter((scope) => !consented.includes(scope))),
        roles.length === 0 ? undefined : phrase`Application permissions, which act without a user: ${names(roles)}.`,
    );
}

/** Who has to consent to scopes that not everybody can consent to. */
export function hurdles(scopes: readonly string[]): Phrase {
    const named = scopes.filter(isScopeName);
    const adminOnly = named.filter((scope) => microsoftGraphScope(scope).adminOnly);
    const blocked = named.filter((scope) => microsoftGraphScope(scope).blockedByManagedPolicy);
    const unknown = scopes.filter((scope) => !isScopeName(scope));
    return sentences(
        adminOnly.length === 0 ? undefined : phrase`Only an administrator can consent to ${names(adminOnly)}.`,
        blocked.length === 0
            ? undefined
            : phrase`Microsoft's default policy keeps users of a directory from consenting to ${names(blocked)} themselves.`,
        unknown.length === 0
            ? undefined
            : phrase`What ${names(unknown)} ${[plural(unknown.length, "stands", "stand")]} for is not known here.`,
    );
}
