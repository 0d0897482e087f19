import { asFoundOf } from "../catalogue/as-found.ts";
import { listedDomains, myAccountAudience } from "../infra/auth0-domains.ts";
import type { ExistingConnection } from "../infra/microsoft-connection.ts";
import { type Answer, answer, problemsIn } from "./answer.ts";
import type { Looked, Providers } from "./lookups.ts";
import type { Cloud } from "./provider-refusals.ts";
import { type KeyPath, keyText, setCommand } from "./settings/key-path.ts";
import type { Problem } from "./settings/problem.ts";
import type { Settings } from "./settings/settings.ts";

/** What is looked up in the tenant. */
export interface Auth0Found {
    /** Ids of Auth0 Organizations by what the settings call them. */
    readonly organizationIds: Readonly<Record<string, string>>;

    /** Ids of the connections by key, where links are handed over. */
    readonly connectionIds: Readonly<Record<string, string>>;

    /** Client secrets that connections have and no slot made, by key. */
    readonly existingSecrets: Readonly<Record<string, string>>;

    /** Connections of which something stays as it was found, by key. */
    readonly existingConnections: Readonly<Record<string, ExistingConnection>>;
}

type Auth0Providers = Pick<
    Providers,
    "getClient" | "getConnection" | "getCustomDomains" | "getOrganization" | "getResourceServer" | "getTenant"
>;

/** Compares the settings with the tenant that the credentials are for. */
export async function lookUpAuth0(settings: Settings, providers: Auth0Providers): Promise<Looked<Auth0Found>> {
    const cloud: Cloud = { name: "Auth0", expected: settings.auth0.domain };
    const [tenant, organizations, connections, secrets, adopted, ...others] = await Promise.all([
        tenantAnswer(settings, cloud, providers),
        organizationAnswers(settings, cloud, providers),
        handoverAnswers(settings, cloud, providers),
        existingSecretAnswers(settings, cloud, providers),
        existingConnections(settings, cloud, providers),
        domainAnswers(settings, cloud, providers),
        clientAnswers(settings, cloud, providers),
        myAccountAnswers(settings, cloud, providers),
    ]);

    // Refused credentials or another tenant make every other answer wrong too.
    if (tenant.problem !== undefined) return { problems: [tenant.problem] };
    const problems = problemsIn([...others.flat(), ...organizations, ...connections, ...secrets]);
    if (problems.length > 0) return { problems };
    const value = {
        organizationIds: valuesOf(organizations),
        connectionIds: valuesOf(connections),
        existingSecrets: valuesOf(secrets),
        existingConnections: adopted,
    };
    return { value, problems: [] };
}

async function tenantAnswer(
    { auth0 }: Settings,
    cloud: Cloud,
    { getTenant }: Auth0Providers,
): Promise<Answer<unknown>> {
    const tenant = await answer(cloud, getTenant());
    if (tenant.problem !== undefined || tenant.value.domain === auth0.domain) return tenant;
    const { domain } = tenant.value;
    return {
        problem: {
            key: "auth0.domain",
            given: `"${auth0.domain}", and the credentials are for ${domain}`,
            allowed: "the tenant that the credentials are for",
            fix: `use credentials of that tenant (AUTH0_DOMAIN=${auth0.domain}), or: ${setCommand(["auth0", "domain"], domain)}`,
        },
    };
}

async function domainAnswers(
    { auth0 }: Settings,
    cloud: Cloud,
    { getCustomDomains }: Auth0Providers,
): Promise<Answer<unknown>[]> {
    const needed = listedDomains(auth0).filter((domain) => domain !== auth0.domain);
    if (needed.length === 0) return [];
    const asked = await answer(cloud, getCustomDomains());
    if (asked.problem !== undefined) return [asked];

    const { customDomains } = asked.value;
    const ready = customDomains.filter(({ status }) => status === "ready").map(({ domain }) => domain);
    return needed.flatMap((domain) => {
        if (ready.includes(domain)) return [];
        const path: KeyPath =
            domain === auth0.customDomain
                ? ["auth0", "customDomain"]
                : ["auth0", "cutOverDomains", auth0.cutOverDomains.indexOf(domain)];
        const found = customDomains.find((one) => one.domain === domain);
        return [{ problem: domainProblem(path, domain, cloud, ready, found?.status) }];
    });
}

function domainProblem(
    path: KeyPath,
    domain: string,
    cloud: Cloud,
    ready: string[],
    status: string | undefined,
): Problem {
    const allowed = `a verified custom domain of ${cloud.expected}: ${ready.join(", ") || "it has none"}`;
    if (status === undefined) {
        return {
            key: keyText(path),
            given: `"${domain}", which the tenant does not have`,
            allowed,
            fix: "add and verify it: Auth0 Dashboard, Branding, Custom Domains",
        };
    }
    return {
        key: keyText(path),
        given: `"${domain}", which is not verified (status ${status})`,
        allowed,
        fix: "make the DNS record that Auth0 asks for, then verify it: Auth0 Dashboard, Branding, Custom Domains",
    };
}

function clientAnswers({ clients }: Settings, cloud: Cloud, { getClient }: Auth0Providers): Promise<Answer<unknown>[]> {
    return Promise.all(
        Object.entries(clients).flatMap(([key, client]) => {
            if (client.kind !== "existing") return [];
            const path = ["clients", key, "clientId"];
            const notFound: Problem = {
                key: keyText(path),
                given: `"${client.clientId}", which the tenant does not have`,
                allowed: `client id of an application of ${cloud.expected}`,
                fix: `find it: Auth0 Dashboard, Applications; then: ${setCommand(path, "CLIENT_ID")}`,
            };
            return [answer(cloud, getClient({ clientId: client.clientId }), notFound)];
        }),
    );
}

function myAccountAnswers(
    { auth0 }: Settings,
    cloud: Cloud,
    { getResourceServer }: Auth0Providers,
): Promise<Answer<unknown>[]> {
    if (auth0.myAccountApi === "create") return Promise.resolve([]);
    return Promise.all(
        listedDomains(auth0).map((domain) => {
            const identifier = myAccountAudience(domain);
            return answer(cloud, getResourceServer({ identifier }), {
                key: "auth0.myAccountApi",
                given: `"adopt", and the tenant has no API ${identifier}`,
                allowed: `"adopt" where the My Account API is active, otherwise "create"`,
                fix: setCommand(["auth0", "myAccountApi"], "create"),
            });
        }),
    );
}

type Named = Answer<{ readonly name: string; readonly id: string }>;

function organizationAnswers(
    { connections }: Settings,
    cloud: Cloud,
    { getOrganization }: Auth0Providers,
): Promise<Named[]> {
    const first = new Map<string, KeyPath>();
    for (const [key, { organizations }] of Object.entries(connections)) {
        for (const [index, name] of organizations.entries()) {
            if (!first.has(name)) first.set(name, ["connections", key, "organizations", index]);
        }
    }
    return Promise.all(
        [...first].map(([name, path]) => {
            const which = name.startsWith("org_") ? { organizationId: name } : { name };
            const asked = getOrganization({
                ...which,
                skipClientGrants: true,
                skipConnections: true,
                skipMembers: true,
            });
            return answer(cloud, named(name, asked), {
                key: keyText(path),
                given: `"${name}", which the tenant does not have`,
                allowed: `name or id (org_…) of an Auth0 Organization of ${cloud.expected}`,
                fix: "make it or find it: Auth0 Dashboard, Organizations",
            });
        }),
    );
}

function handoverAnswers(settings: Settings, cloud: Cloud, { getConnection }: Auth0Providers): Promise<Named[]> {
    if (settings.linking !== "handover") return Promise.resolve([]);
    return Promise.all(
        Object.entries(settings.connections).map(([key, { name }]) =>
            answer(cloud, named(key, getConnection({ name, skipEnabledClients: true })), {
                key: "linking",
                given: `"handover", and the tenant has no connection "${name}" whose links could be handed over`,
                allowed: `"additive" or "exclusive"; "handover" is the step between the two`,
                fix: setCommand(["linking"], "additive"),
            }),
        ),
    );
}

/** The secret that an adopted connection has: nobody here knows it, and it is handed back as it is. */
function existingSecretAnswers({ connections }: Settings, cloud: Cloud, { getConnection }: Auth0Providers) {
    return Promise.all(
        Object.entries(connections).flatMap(([key, { clientSecret, name }]) => {
            if (clientSecret?.active !== "existing") return [];
            const path: KeyPath = ["connections", key, "clientSecret", "active"];
            const missing = (given: string): Problem => ({
                key: keyText(path),
                given,
                allowed: `"existing" for a connection that was adopted, otherwise a slot`,
                fix: setCommand(path, "a"),
            });
            const asked = answer(
                cloud,
                getConnection({ name, skipEnabledClients: true }),
                missing(`"existing", and the tenant has no connection "${name}" that could keep its secret`),
            );
            return [asked.then((found) => existingSecret(key, found, missing))];
        }),
    );
}

/** A connection that is not there has nothing to hand back: everything is as the settings have it. */
async function existingConnections(
    { connections }: Settings,
    cloud: Cloud,
    { getConnection }: Auth0Providers,
): Promise<Record<string, ExistingConnection>> {
    const kept = Object.entries(connections).filter(([, { asFound }]) => asFoundOf("connection", asFound).length > 0);
    const found = await Promise.all(
        kept.map(async ([key, { name }]) => {
            const { value } = await answer(cloud, getConnection({ name, skipEnabledClients: true }));
            if (value === undefined) return [];
            // Never the secret: it has a way of its own.
            const { clientSecret: _, ...options } = { ...value.options[0] };
            return [[key, { displayName: value.displayName, showAsButton: value.showAsButton, options }] as const];
        }),
    );
    return Object.fromEntries(found.flat());
}

type FoundConnection = Answer<Awaited<ReturnType<Auth0Providers["getConnection"]>>>;

function existingSecret(key: string, found: FoundConnection, missing: (given: string) => Problem): Named {
    if (found.problem !== undefined) return found;
    const secret = found.value.options[0]?.clientSecret ?? "";
    if (secret !== "") return { value: { name: key, id: secret } };
    return { problem: missing(`"existing", and these credentials are not shown the connection's secret`) };
}

async function named(name: string, asked: Promise<{ id: string }>): Promise<{ name: string; id: string }> {
    const { id } = await asked;
    return { name, id };
}

function valuesOf(answers: readonly Named[]): Record<string, string> {
    return Object.fromEntries(answers.flatMap(({ value }) => (value === undefined ? [] : [[value.name, value.id]])));
}
