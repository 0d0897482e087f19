import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";
import type { Problem } from "../../../stacks/settings/problem.ts";
import { type RawSettings, waadSettings, windowsliveSettings } from "./happy-settings.ts";

/** Good settings in which one thing is broken, the duty it breaks, and all that is told of it. */
export interface RuleCase {
    readonly duty: string;
    readonly settings: RawSettings;
    readonly problems: readonly Problem[];
}

function personal(duty: string, breakIt: (settings: RawSettings) => void, ...problems: Problem[]): RuleCase {
    const settings = windowsliveSettings();
    breakIt(settings);
    return { duty, settings, problems };
}

function work(duty: string, breakIt: (settings: RawSettings) => void, ...problems: Problem[]): RuleCase {
    const settings = waadSettings();
    breakIt(settings);
    return { duty, settings, problems };
}

function told(key: string, given: string, allowed: string, fix: string): Problem {
    return { key, given, allowed, fix };
}

/** A second connection whose app registration is the customers' one. */
function sharing(settings: RawSettings, changes: object = {}): void {
    settings.connections.globex = {
        strategy: "waad",
        directory: "globex.example",
        appRegistration: "customers",
        scopes: ["openid", "offline_access"],
        ...changes,
    };
}

/** Scopes that personal accounts have, in the catalogue's order. */
const personalScopes = Object.entries(microsoftGraphScopes).flatMap(([name, { personalAccounts }]) =>
    personalAccounts ? [name] : [],
);

const spa = {
    kind: "spa",
    name: "Board",
    callbacks: ["https://board.acme.example"],
    webOrigins: ["https://board.acme.example"],
    connections: ["acme"],
};

export const ruleCases: readonly RuleCase[] = [
    personal(
        "there is a connection",
        (settings) => {
            settings.connections = {};
            settings.clients = {};
        },
        told(
            "connections",
            "an empty mapping",
            "at least one connection",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.strategy' windowslive",
        ),
    ),
    personal(
        "the keys of a mapping have their format",
        (settings) => {
            settings.connections = { My_Connection: settings.connections.microsoft };
        },
        told(
            "connections.My_Connection",
            '"My_Connection"',
            "as a key: lower-case letters, digits and single hyphens, a letter first, at most 64; not constructor",
            "rename the key to my-connection in the stack file",
        ),
    ),
    personal(
        "the keys of a mapping have their format",
        (settings) => {
            settings.clients["9"] = { kind: "existing", clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga" };
        },
        told(
            'clients["9"]',
            '"9"',
            "as a key: lower-case letters, digits and single hyphens, a letter first, at most 64; not constructor",
            "pulumi config rm --path 'microsoft-connection:clients[\"9\"]'",
        ),
    ),
    personal(
        "the keys of a mapping have their format",
        (settings) => {
            settings.connections.microsoft.upstreamParams = { "Domain-Hint": { value: "contoso.com" } };
        },
        told(
            "connections.microsoft.upstreamParams.Domain-Hint",
            '"Domain-Hint"',
            "as a key: the name of a parameter of Microsoft's authorize endpoint: lower-case letters, digits and _",
            "rename the key to domain_hint in the stack file",
        ),
    ),
    work(
        "the keys of a mapping have their format",
        (settings) => {
            settings.clients.planner.api.scopes = { "read plans": "Read plans" };
        },
        told(
            'clients.planner.api.scopes["read plans"]',
            '"read plans"',
            "as a key: a scope without spaces, quotes and backslashes, at most 280 characters",
            "rename the key to readplans in the stack file",
        ),
    ),
    personal(
        "a list names nothing twice",
        (settings) => {
            settings.connections.microsoft.scopes.push("openid");
        },
        told(
            "connections.microsoft.scopes[4]",
            '"openid"',
            "each value once: it is connections.microsoft.scopes[0] too",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.scopes[4]'",
        ),
    ),
    work(
        "a list names nothing twice",
        (settings) => {
            settings.connections.acme.domainAliases = ["acme.example", "acme.test", "acme.example"];
        },
        told(
            "connections.acme.domainAliases[2]",
            '"acme.example"',
            "each value once: it is connections.acme.domainAliases[0] too",
            "pulumi config rm --path 'microsoft-connection:connections.acme.domainAliases[2]'",
        ),
    ),
    work(
        "a former key is nobody's key",
        (settings) => {
            settings.connections.acme.formerKeys = ["customers", "contoso"];
        },
        told(
            "connections.acme.formerKeys[0]",
            '"customers"',
            "a key that none of the connections has or had: it is connections.customers too",
            "pulumi config rm --path 'microsoft-connection:connections.acme.formerKeys[0]'",
        ),
    ),
    work(
        "a former key is nobody's key",
        (settings) => {
            settings.clients.portal.formerKeys = ["web"];
            settings.clients.planner.formerKeys = ["web"];
        },
        told(
            "clients.planner.formerKeys[0]",
            '"web"',
            "a key that none of the clients has or had: it is clients.portal.formerKeys[0] too",
            "pulumi config rm --path 'microsoft-connection:clients.planner.formerKeys[0]'",
        ),
    ),
    work(
        "a custom domain is not the tenant domain",
        (settings) => {
            settings.auth0 = { domain: "acme.eu.auth0.com", customDomain: "acme.eu.auth0.com" };
        },
        told(
            "auth0.customDomain",
            '"acme.eu.auth0.com"',
            "a verified domain of your own, not auth0.domain; or none",
            "pulumi config rm --path 'microsoft-connection:auth0.customDomain'",
        ),
    ),
    work(
        "a cut-over domain is not the domain in use",
        (settings) => {
            settings.auth0.cutOverDomains = ["acme.eu.auth0.com", "login.acme.example"];
        },
        told(
            "auth0.cutOverDomains[1]",
            '"login.acme.example"',
            "a domain to move from or to, not the one in use: auth0.customDomain, else auth0.domain",
            "pulumi config rm --path 'microsoft-connection:auth0.cutOverDomains[1]'",
        ),
    ),
    personal(
        "a cut-over domain is not the domain in use",
        (settings) => {
            settings.auth0.cutOverDomains = ["acme-dev.eu.auth0.com"];
        },
        told(
            "auth0.cutOverDomains[0]",
            '"acme-dev.eu.auth0.com"',
            "a domain to move from or to, not the one in use: auth0.customDomain, else auth0.domain",
            "pulumi config rm --path 'microsoft-connection:auth0.cutOverDomains[0]'",
        ),
    ),
    personal(
        "what only waad has is not set for windowslive",
        (settings) => {
            Object.assign(settings.connections.microsoft, {
                directory: "contoso.com",
                domainAliases: ["contoso.com"],
                adminConsent: true,
                assignedTo: ["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"],
                attributes: [],
                maxGroups: 5,
                iconUrl: "https://acme.example/icon.png",
                showAsButton: false,
                commonEndpoint: true,
                userIdAttribute: "sub",
                emailVerification: "always_set_emails_as_verified",
            });
        },
        told(
            "connections.microsoft.iconUrl",
            '"https://acme.example/icon.png"',
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.iconUrl'",
        ),
        told(
            "connections.microsoft.showAsButton",
            "false",
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.showAsButton'",
        ),
        told(
            "connections.microsoft.directory",
            '"contoso.com"',
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.directory'",
        ),
        told(
            "connections.microsoft.domainAliases",
            '["contoso.com"]',
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.domainAliases'",
        ),
        told(
            "connections.microsoft.commonEndpoint",
            "true",
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.commonEndpoint'",
        ),
        told(
            "connections.microsoft.adminConsent",
            "true",
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.adminConsent'",
        ),
        told(
            "connections.microsoft.assignedTo",
            '["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"]',
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.assignedTo'",
        ),
        told(
            "connections.microsoft.attributes",
            "an empty list",
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.attributes'",
        ),
        told(
            "connections.microsoft.maxGroups",
            "5",
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.maxGroups'",
        ),
        told(
            "connections.microsoft.userIdAttribute",
            '"sub"',
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.userIdAttribute'",
        ),
        told(
            "connections.microsoft.emailVerification",
            '"always_set_emails_as_verified"',
            "only with strategy waad",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.emailVerification'",
        ),
    ),
    work(
        "waad names its directory, or is for any",
        (settings) => {
            delete settings.connections.acme.directory;
        },
        told(
            "connections.acme.directory",
            "nothing",
            "the directory's domain; or commonEndpoint: true for people of any directory",
            "pulumi config set --path 'microsoft-connection:connections.acme.directory' contoso.onmicrosoft.com",
        ),
    ),
    work(
        "the common endpoint is for no particular directory",
        (settings) => {
            settings.connections.customers.directory = "acme.example";
        },
        told(
            "connections.customers.directory",
            '"acme.example"',
            "none with commonEndpoint, which lets people of any directory in",
            "pulumi config rm --path 'microsoft-connection:connections.customers.directory'",
        ),
    ),
    work(
        "the common endpoint identifies users by sub",
        (settings) => {
            settings.connections.customers.userIdAttribute = "oid";
        },
        told(
            "connections.customers.userIdAttribute",
            '"oid"',
            "sub with commonEndpoint",
            "pulumi config set --path 'microsoft-connection:connections.customers.userIdAttribute' sub",
        ),
    ),
    work(
        "the common endpoint's e-mail addresses are not trusted",
        (settings) => {
            settings.connections.customers.emailVerification = "always_set_emails_as_verified";
        },
        told(
            "connections.customers.emailVerification",
            '"always_set_emails_as_verified"',
            "never_set_emails_as_verified with commonEndpoint: any directory could claim an address",
            "pulumi config set --path 'microsoft-connection:connections.customers.emailVerification' never_set_emails_as_verified",
        ),
    ),
    personal(
        "the audience fits the strategy",
        (settings) => {
            settings.connections.microsoft.signInAudience = "AzureADMyOrg";
        },
        told(
            "connections.microsoft.signInAudience",
            '"AzureADMyOrg"',
            "AzureADandPersonalMicrosoftAccount with strategy windowslive",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.signInAudience' AzureADandPersonalMicrosoftAccount",
        ),
    ),
    work(
        "the audience fits the strategy",
        (settings) => {
            settings.connections.acme.signInAudience = "PersonalMicrosoftAccount";
        },
        told(
            "connections.acme.signInAudience",
            '"PersonalMicrosoftAccount"',
            "AzureADMyOrg or AzureADMultipleOrgs with strategy waad",
            "pulumi config set --path 'microsoft-connection:connections.acme.signInAudience' AzureADMyOrg",
        ),
    ),
    work(
        "the audience fits the strategy",
        (settings) => {
            settings.connections.customers.signInAudience = "AzureADMyOrg";
        },
        told(
            "connections.customers.signInAudience",
            '"AzureADMyOrg"',
            "AzureADMultipleOrgs with commonEndpoint",
            "pulumi config set --path 'microsoft-connection:connections.customers.signInAudience' AzureADMultipleOrgs",
        ),
    ),
    personal(
        "it signs users in, or holds tokens",
        (settings) => {
            Object.assign(settings.connections.microsoft, { signIn: false, tokenVault: false });
        },
        told(
            "connections.microsoft.signIn",
            "false",
            "true where tokenVault is false: the connection would be for nothing",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.signIn' true",
        ),
    ),
    personal(
        "what needs a scope has it",
        (settings) => {
            settings.connections.microsoft.scopes = ["openid"];
        },
        told(
            "connections.microsoft.scopes",
            '["openid"]',
            "with offline_access, because of tokenVault",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.scopes[1]' offline_access",
        ),
    ),
    work(
        "what needs a scope has it",
        (settings) => {
            Object.assign(settings.connections.acme, { attributes: ["ext_groups"], scopes: ["openid"] });
            settings.clients = {};
        },
        told(
            "connections.acme.scopes",
            '["openid"]',
            "with offline_access, because of tokenVault",
            "pulumi config set --path 'microsoft-connection:connections.acme.scopes[1]' offline_access",
        ),
        told(
            "connections.acme.scopes",
            '["openid"]',
            "with User.Read, because of the ext_ attributes",
            "pulumi config set --path 'microsoft-connection:connections.acme.scopes[2]' User.Read",
        ),
        told(
            "connections.acme.scopes",
            '["openid"]',
            "with Directory.Read.All, because of the ext_ attributes",
            "pulumi config set --path 'microsoft-connection:connections.acme.scopes[3]' Directory.Read.All",
        ),
    ),
    personal(
        "personal accounts have its scopes",
        (settings) => {
            settings.connections.microsoft.scopes.push("Chat.Read", "Files.Read", "Group.Read.All");
        },
        told(
            "connections.microsoft.scopes[6]",
            '"Group.Read.All"',
            "with strategy windowslive, a scope that personal Microsoft accounts have",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.scopes[6]'",
        ),
        told(
            "connections.microsoft.scopes[4]",
            '"Chat.Read"',
            "with strategy windowslive, a scope that personal Microsoft accounts have",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.scopes[4]'",
        ),
    ),
    work(
        "nested groups are read with groups",
        (settings) => {
            settings.connections.acme.attributes = ["ext_nested_groups"];
            settings.connections.acme.scopes.push("Directory.Read.All");
        },
        told(
            "connections.acme.attributes",
            '["ext_nested_groups"]',
            "with ext_groups, because of ext_nested_groups",
            "pulumi config set --path 'microsoft-connection:connections.acme.attributes[1]' ext_groups",
        ),
    ),
    work(
        "groups are counted where they are read",
        (settings) => {
            settings.connections.acme.maxGroups = 50;
        },
        told(
            "connections.acme.maxGroups",
            "50",
            "only with ext_groups in attributes",
            "pulumi config rm --path 'microsoft-connection:connections.acme.maxGroups'",
        ),
    ),
    work(
        "only one directory's people are assigned",
        (settings) => {
            settings.connections.customers.assignedTo = ["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"];
        },
        told(
            "connections.customers.assignedTo",
            '["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"]',
            "only with signInAudience AzureADMyOrg: other directories assign their own people",
            "pulumi config rm --path 'microsoft-connection:connections.customers.assignedTo'",
        ),
    ),
    work(
        "connections have different names",
        (settings) => {
            settings.connections.customers.name = "acme";
        },
        told(
            "connections.customers.name",
            '"acme"',
            "a name that no other connection has: it is connections.acme.name too",
            "pulumi config set --path 'microsoft-connection:connections.customers.name' acme-customers",
        ),
    ),
    personal(
        "an upstream parameter has a value or an alias",
        (settings) => {
            settings.connections.microsoft.upstreamParams = {
                domain_hint: { value: "consumers", alias: "login_hint" },
                prompt: {},
            };
        },
        told(
            "connections.microsoft.upstreamParams.domain_hint",
            "a mapping",
            "either a value or an alias",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.upstreamParams.domain_hint.alias'",
        ),
        told(
            "connections.microsoft.upstreamParams.prompt",
            "an empty mapping",
            "either a value or an alias",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.upstreamParams.prompt'",
        ),
    ),
    personal(
        "scopes are no upstream parameter",
        (settings) => {
            settings.connections.microsoft.upstreamParams = { scope: { value: "Mail.Send" } };
        },
        told(
            "connections.microsoft.upstreamParams.scope",
            "a mapping",
            "any parameter but scope: it comes from scopes",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.upstreamParams.scope'",
        ),
    ),
    work(
        "a shared app registration is another connection's",
        (settings) => {
            sharing(settings, { appRegistration: "custmers" });
        },
        told(
            "connections.globex.appRegistration",
            '"custmers"',
            "the key of another connection",
            "pulumi config set --path 'microsoft-connection:connections.globex.appRegistration' customers",
        ),
    ),
    work(
        "a shared app registration is another connection's",
        (settings) => {
            sharing(settings, { appRegistration: "globex" });
        },
        told(
            "connections.globex.appRegistration",
            '"globex"',
            "the key of another connection",
            "pulumi config rm --path 'microsoft-connection:connections.globex.appRegistration'",
        ),
    ),
    work(
        "a shared app registration is its connection's own",
        (settings) => {
            sharing(settings);
            settings.connections.initech = { ...settings.connections.globex, appRegistration: "globex" };
        },
        told(
            "connections.initech.appRegistration",
            '"globex"',
            "a connection that does not share another's app registration itself",
            "pulumi config set --path 'microsoft-connection:connections.initech.appRegistration' customers",
        ),
    ),
    work(
        "a shared app registration is for several directories",
        (settings) => {
            sharing(settings, { appRegistration: "acme" });
        },
        told(
            "connections.globex.appRegistration",
            '"acme"',
            "a connection with signInAudience AzureADMultipleOrgs or AzureADandPersonalMicrosoftAccount; that of acme is AzureADMyOrg",
            "pulumi config set --path 'microsoft-connection:connections.acme.signInAudience' AzureADMultipleOrgs",
        ),
    ),
    work(
        "a shared app registration is for several directories",
        (settings) => {
            sharing(settings, { strategy: "windowslive", directory: undefined });
        },
        told(
            "connections.globex.appRegistration",
            '"customers"',
            "a connection with signInAudience AzureADandPersonalMicrosoftAccount; that of customers is AzureADMultipleOrgs",
            "pulumi config rm --path 'microsoft-connection:connections.globex.appRegistration'",
        ),
    ),
    work(
        "what belongs to a shared app registration is set at its owner",
        (settings) => {
            sharing(settings, {
                clientSecret: settings.connections.customers.clientSecret,
                appName: "Globex",
                signInAudience: "AzureADandPersonalMicrosoftAccount",
                adminConsent: true,
            });
        },
        told(
            "connections.globex.clientSecret",
            "a mapping",
            "only at connections.customers, whose app registration this connection shares",
            "pulumi config rm --path 'microsoft-connection:connections.globex.clientSecret'",
        ),
        told(
            "connections.globex.appName",
            '"Globex"',
            "only at connections.customers, whose app registration this connection shares",
            "pulumi config rm --path 'microsoft-connection:connections.globex.appName'",
        ),
        told(
            "connections.globex.signInAudience",
            '"AzureADandPersonalMicrosoftAccount"',
            "only at connections.customers, whose app registration this connection shares",
            "pulumi config rm --path 'microsoft-connection:connections.globex.signInAudience'",
        ),
        told(
            "connections.globex.adminConsent",
            "true",
            "only at connections.customers, whose app registration this connection shares",
            "pulumi config rm --path 'microsoft-connection:connections.globex.adminConsent'",
        ),
    ),
    personal(
        "an app registration's name has no apostrophe",
        (settings) => {
            settings.connections.microsoft.appName = "Acme's login";
        },
        told(
            "connections.microsoft.appName",
            '"Acme\'s login"',
            "a name without an apostrophe, which breaks the search for apps of the same name",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.appName' 'Acme’s login'",
        ),
    ),
    personal(
        "an app registration's name has no apostrophe",
        (settings) => {
            settings.connections.microsoft.displayName = "Acme's";
        },
        told(
            "connections.microsoft.appName",
            '"Acme\'s (microsoft)", the default',
            "a name without an apostrophe, which breaks the search for apps of the same name",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.appName' 'Acme’s (microsoft)'",
        ),
    ),
    personal(
        "an app registration's name fits personal accounts",
        (settings) => {
            settings.connections.microsoft.appName = "Acme ".repeat(20).trim();
        },
        told(
            "connections.microsoft.appName",
            '"Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme"',
            "at most 90 characters with signInAudience AzureADandPersonalMicrosoftAccount",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.appName' 'Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme Acme'",
        ),
    ),
    personal(
        "an app registration's permissions fit personal accounts",
        (settings) => {
            settings.connections.microsoft.scopes = personalScopes.slice(0, 31);
            settings.clients = {};
        },
        told(
            "connections.microsoft.scopes",
            '["openid","profile","email","offline_access","User.Read","User.ReadWrite","Mail.Read","Mail.ReadBasic","Mail.ReadWrite","Mail.Send","MailboxSettings.Read","Ca …',
            "at most 30 different scopes with signInAudience AzureADandPersonalMicrosoftAccount",
            "pulumi config rm --path 'microsoft-connection:connections.microsoft.scopes[30]'",
        ),
    ),
    work(
        "app registrations have different names",
        (settings) => {
            settings.connections.acme.appName = "Acme";
            settings.connections.customers.appName = "Acme";
        },
        told(
            "connections.customers.appName",
            '"Acme"',
            "a name that no other app registration has: it is connections.acme.appName too",
            "pulumi config set --path 'microsoft-connection:connections.customers.appName' 'Acme customers'",
        ),
    ),
    personal(
        "an app registration has a client secret",
        (settings) => {
            delete settings.connections.microsoft.clientSecret;
        },
        told(
            "connections.microsoft.clientSecret",
            "nothing",
            "the active slot, and each slot's day of issue and its end",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.clientSecret.active' a && pulumi config set --path --plaintext 'microsoft-connection:connections.microsoft.clientSecret.slots.a.issued' 2026-11-02 && pulumi config set --path --plaintext 'microsoft-connection:connections.microsoft.clientSecret.slots.a.ends' 2027-05-01T00:00:00Z",
        ),
    ),
    personal(
        "the active slot is declared",
        (settings) => {
            settings.connections.microsoft.clientSecret.active = "b";
        },
        told(
            "connections.microsoft.clientSecret.active",
            '"b"',
            "a slot that slots declares",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.clientSecret.active' a",
        ),
    ),
    personal(
        "the active slot is declared",
        (settings) => {
            settings.connections.microsoft.clientSecret.slots = {};
            settings.secretLifetimeDays = 90;
        },
        told(
            "connections.microsoft.clientSecret.active",
            '"a"',
            "a slot that slots declares",
            "pulumi config set --path --plaintext 'microsoft-connection:connections.microsoft.clientSecret.slots.a.issued' 2026-11-02 && pulumi config set --path --plaintext 'microsoft-connection:connections.microsoft.clientSecret.slots.a.ends' 2027-01-31T00:00:00Z",
        ),
    ),
    personal(
        "an existing secret has no slots beside it",
        (settings) => {
            settings.connections.microsoft.clientSecret.active = "existing";
        },
        told(
            "connections.microsoft.clientSecret.active",
            '"existing"',
            "a slot that slots declares: with one, the connection no longer keeps the secret that it had",
            "pulumi config set --path 'microsoft-connection:connections.microsoft.clientSecret.active' a",
        ),
    ),
    personal(
        "a slot ends after it is issued",
        (settings) => {
            settings.connections.microsoft.clientSecret.slots.a.ends = "2026-11-02T00:00:00Z";
        },
        told(
            "connections.microsoft.clientSecret.slots.a.ends",
            '"2026-11-02T00:00:00Z"',
            "a moment after issued",
            "pulumi config set --path --plaintext 'microsoft-connection:connections.microsoft.clientSecret.slots.a.ends' 2027-05-01T00:00:00Z",
        ),
    ),
    personal(
        "a slot lasts no longer than allowed",
        (settings) => {
            settings.connections.microsoft.clientSecret.slots.a.ends = "2027-05-01T00:00:01Z";
        },
        told(
            "connections.microsoft.clientSecret.slots.a.ends",
            '"2027-05-01T00:00:01Z"',
            "at most secretLifetimeDays (180) days after issued (2026-11-02)",
            "pulumi config set --path --plaintext 'microsoft-connection:connections.microsoft.clientSecret.slots.a.ends' 2027-05-01T00:00:00Z",
        ),
    ),
    work(
        "a client says which of several connections it uses",
        (settings) => {
            delete settings.clients.reports.connections;
        },
        told(
            "clients.reports.connections",
            "nothing",
            "one or more of acme, customers",
            "pulumi config set --path 'microsoft-connection:clients.reports.connections[0]' acme",
        ),
    ),
    work(
        "a client uses connections that are declared",
        (settings) => {
            settings.clients.portal.connections = ["acme", "custommers", "nobody"];
        },
        told(
            "clients.portal.connections[1]",
            '"custommers"',
            "one of acme, customers",
            "pulumi config set --path 'microsoft-connection:clients.portal.connections[1]' customers",
        ),
        told(
            "clients.portal.connections[2]",
            '"nobody"',
            "one of acme, customers",
            "pulumi config rm --path 'microsoft-connection:clients.portal.connections[2]'",
        ),
    ),
    work(
        "a single-page application comes back to where it is served",
        (settings) => {
            settings.clients.planner.callbacks.push("https://other.example/a", "https://other.example/b");
        },
        told(
            "clients.planner.callbacks[1]",
            '"https://other.example/a"',
            "an address of one of clients.planner.webOrigins: from another origin a browser may not call Auth0",
            "pulumi config set --path 'microsoft-connection:clients.planner.webOrigins[1]' https://other.example",
        ),
    ),
    work(
        "a client asks for what its connections register",
        (settings) => {
            settings.clients.planner.scopes.push("Mail.Send");
        },
        told(
            "clients.planner.scopes[3]",
            '"Mail.Send"',
            "a scope of connections.acme.scopes",
            "pulumi config rm --path 'microsoft-connection:clients.planner.scopes[3]'",
        ),
    ),
    work(
        "a client asks for what its connections register",
        (settings) => {
            settings.connections.acme.tokenVault = false;
            settings.clients.planner.scopes = ["Mail.Send"];
        },
        told(
            "clients.planner.scopes[0]",
            '"Mail.Send"',
            "a scope of connections.acme.scopes",
            "pulumi config rm --path 'microsoft-connection:clients.planner.scopes'",
        ),
    ),
    work(
        "a client of Token Vault asks for offline_access",
        (settings) => {
            settings.clients.planner.scopes = ["openid"];
        },
        told(
            "clients.planner.scopes",
            '["openid"]',
            "with offline_access, because of connections.acme.tokenVault",
            "pulumi config set --path 'microsoft-connection:clients.planner.scopes[1]' offline_access",
        ),
    ),
    work(
        "a refresh token idles no longer than it lasts",
        (settings) => {
            settings.clients.portal.refreshToken = { lifetimeDays: 7, idleDays: 14 };
        },
        told(
            "clients.portal.refreshToken.idleDays",
            "14",
            "at most lifetimeDays (7)",
            "pulumi config set --path 'microsoft-connection:clients.portal.refreshToken.idleDays' 7",
        ),
    ),
    work(
        "an API is none of Auth0's own",
        (settings) => {
            settings.clients.planner.api.identifier = "https://login.acme.example/me/";
        },
        told(
            "clients.planner.api.identifier",
            '"https://login.acme.example/me/"',
            "the identifier of an API of your own, not Auth0's My Account or Management API",
            "pulumi config set --path 'microsoft-connection:clients.planner.api.identifier' https://api.example.com",
        ),
    ),
    work(
        "an API is none of Auth0's own",
        (settings) => {
            settings.clients.planner.api.identifier = "https://acme.eu.auth0.com/api/v2/";
        },
        told(
            "clients.planner.api.identifier",
            '"https://acme.eu.auth0.com/api/v2/"',
            "the identifier of an API of your own, not Auth0's My Account or Management API",
            "pulumi config set --path 'microsoft-connection:clients.planner.api.identifier' https://api.example.com",
        ),
    ),
    work(
        "APIs have different identifiers",
        (settings) => {
            settings.clients.board = { ...spa, api: { identifier: "https://api.acme.example" } };
        },
        told(
            "clients.board.api.identifier",
            '"https://api.acme.example"',
            "an identifier that no other API has: it is clients.planner.api.identifier too",
            "pulumi config set --path 'microsoft-connection:clients.board.api.identifier' https://api.acme.example/board",
        ),
    ),
    work(
        "clients have different names",
        (settings) => {
            settings.clients.planner.name = "Portal";
        },
        told(
            "clients.planner.name",
            '"Portal"',
            "a name that no other client has: it is clients.portal.name too",
            "pulumi config set --path 'microsoft-connection:clients.planner.name' 'Portal (planner)'",
        ),
    ),
    work(
        "an existing client is linked once",
        (settings) => {
            settings.clients.old = { ...settings.clients.reports };
        },
        told(
            "clients.old.clientId",
            '"Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga"',
            "a client that is not listed yet: it is clients.reports.clientId too",
            "pulumi config rm --path 'microsoft-connection:clients.old'",
        ),
    ),
];
