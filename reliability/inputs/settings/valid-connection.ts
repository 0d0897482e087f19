import fc from "fast-check";
import { waadAttributes } from "../../../catalogue/auth0.ts";
import { microsoftGraphScopes, type ScopeName } from "../../../catalogue/microsoft-graph-scopes.ts";
import { guid, hostName, label, listOf, maybe, moment, some } from "./valid-values.ts";

/** A connection, valid by itself, as the stack file has it. */
export type RawConnection = Readonly<Record<string, unknown>> & { readonly scopes: readonly string[] };

const scopeNames = Object.keys(microsoftGraphScopes) as ScopeName[];
const personalScopes = scopeNames.filter((name) => microsoftGraphScopes[name].personalAccounts);

/** A connection of either strategy under a key. @param longest most days that a client secret lasts */
export function validConnection(key: string, longest: number): fc.Arbitrary<RawConnection> {
    return fc.oneof(windowslive(key, longest), oneDirectory(key, longest), anyDirectory(key, longest));
}

/** What a connection of another's app registration has instead of one of its own. */
export function sharing(connection: RawConnection, owner: string): RawConnection {
    const { clientSecret, appName, signInAudience, adminConsent, asFound, ...rest } = connection;
    return { ...rest, appRegistration: owner };
}

function windowslive(key: string, longest: number): fc.Arbitrary<RawConnection> {
    return fc
        .record({
            scopes: scopesOf(personalScopes, []),
            audience: maybe({
                signInAudience: fc.constant("AzureADandPersonalMicrosoftAccount"),
            }),
            common: commonOf(key, longest, 90),
        })
        .map(({ audience, common, scopes }) => ({ strategy: "windowslive", scopes, ...audience, ...common }));
}

function oneDirectory(key: string, longest: number): fc.Arbitrary<RawConnection> {
    return fc
        .record({
            // One for all: the sandbox has one directory besides those of others.
            directory: fc.constant("contoso.onmicrosoft.com"),
            audience: maybe({ signInAudience: fc.constantFrom("AzureADMyOrg", "AzureADMultipleOrgs") }),
            emails: maybe({
                emailVerification: fc.constantFrom("never_set_emails_as_verified", "always_set_emails_as_verified"),
            }),
            user: maybe({ userIdAttribute: fc.constantFrom("oid", "sub") }),
            assigned: maybe({ assignedTo: listOf(guid, 2) }),
            waad: waadOf(key, longest),
        })
        .map(({ assigned, audience, directory, emails, user, waad }) => ({
            ...waad,
            directory,
            ...audience,
            ...emails,
            ...user,
            ...("signInAudience" in audience && audience.signInAudience !== "AzureADMyOrg" ? {} : assigned),
        }));
}

function anyDirectory(key: string, longest: number): fc.Arbitrary<RawConnection> {
    return waadOf(key, longest).map((waad) => ({ ...waad, commonEndpoint: true }));
}

function waadOf(key: string, longest: number): fc.Arbitrary<RawConnection> {
    return fc
        .record({
            attributes: fc.option(fc.subarray([...waadAttributes], { minLength: 1 }), { nil: undefined }),
            maxGroups: maybe({ maxGroups: fc.integer({ min: 1, max: 10_000 }) }),
            adminConsent: maybe({ adminConsent: fc.boolean() }),
            look: maybe({
                iconUrl: fc.constant("https://assets.example.com/ü%20logo.svg?a=1&b='2'"),
                showAsButton: fc.boolean(),
            }),
            domainAliases: maybe({ domainAliases: listOf(hostName, 3) }),
            scopes: scopesOf(scopeNames, []),
            common: commonOf(key, longest, 256),
        })
        .map(({ adminConsent, attributes, common, domainAliases, look, maxGroups, scopes }) => {
            const reads = attributes?.includes("ext_nested_groups") ? ["ext_groups", ...attributes] : attributes;
            const needs = reads?.some((name) => name.startsWith("ext_")) ? ["User.Read", "Directory.Read.All"] : [];
            return {
                strategy: "waad",
                scopes: [...new Set([...scopes, ...needs])],
                ...common,
                ...look,
                ...domainAliases,
                ...adminConsent,
                ...(reads === undefined ? {} : { attributes: [...new Set(reads)] }),
                ...(reads?.includes("ext_groups") ? maxGroups : {}),
            };
        });
}

/** What both strategies have. @param longestName most characters of an app registration's name */
function commonOf(key: string, longest: number, longestName: number): fc.Arbitrary<Record<string, unknown>> {
    const roles = fc.constantFrom(
        {},
        { signIn: true },
        { tokenVault: true },
        { signIn: false, tokenVault: true },
        { signIn: true, tokenVault: false },
    );
    const names = maybe({
        // Named after its key: no two are the same.
        name: fc.constant(`${key}-Login`),
        displayName: label(128),
        appName: label(longestName - key.length - 3).map((text) => `${text.replaceAll("'", "’")} (${key})`),
    });
    return fc
        .record({
            names,
            roles,
            organizations: maybe({
                organizations: fc.subarray(["acme", "contoso_1", "org_Acme0123456789Ab"], { minLength: 1 }),
            }),
            sync: maybe({ syncUserProfile: fc.constantFrom("on_each_login", "on_first_login", "never_on_login") }),
            upstream: maybe({ upstreamParams: upstreamParams() }),
            clientSecret: clientSecret(longest),
        })
        .map(({ clientSecret, names, organizations, roles, sync, upstream }) => ({
            ...names,
            // Without a name of its own the app registration is called after both.
            ...("displayName" in names && !("appName" in names)
                ? { displayName: names.displayName.replaceAll("'", "’").slice(0, 15).trim() || "M" }
                : {}),
            ...roles,
            ...organizations,
            ...sync,
            ...upstream,
            clientSecret,
        }));
}

/** Always with what a sign-in and Token Vault need. */
function scopesOf(from: readonly ScopeName[], needed: readonly ScopeName[]): fc.Arbitrary<string[]> {
    return fc
        .tuple(fc.shuffledSubarray([...from], { maxLength: 8 }), fc.constantFrom("openid", "User.Read"))
        .map(([scopes, identity]) => [...new Set([...scopes, ...needed, identity, "offline_access"])]);
}

/** What Microsoft takes and what leaves the choice to whoever signs in. */
function upstreamParams() {
    return fc.constantFrom(
        {},
        { login_hint: { alias: "login_hint" } },
        { login_hint: { alias: "login_hint" }, domain_hint: { value: "" } },
    );
}

function clientSecret(longest: number) {
    const slot = fc
        .record({ day: fc.integer({ min: 1, max: 25 }), days: fc.integer({ min: 1, max: longest }), form: fc.nat(1) })
        .map(({ day, days, form }) => {
            const issued = `2026-11-${String(day).padStart(2, "0")}`;
            return { issued, ends: moment(issued, days, form) };
        });
    return fc.oneof(
        slot.map((a) => ({ active: "a", slots: { a } })),
        slot.map((b) => ({ active: "b", slots: { b } })),
        fc.record({ active: some("a", "b"), slots: fc.record({ a: slot, b: slot }) }),
    );
}
