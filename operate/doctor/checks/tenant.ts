import { attention, broken, type Check, fine, type Result, unknown } from "../check.ts";
import { isUnreadable, type Patient, type Tenant } from "../patient.ts";
import type { SeenLog } from "../tenant-view.ts";

const group = "The tenant";

/** Most that Auth0 lets the smallest plans have (Auth0, "Entity Limit Policy"; the plan itself no route tells). */
const smallestPlan = { social: 2, enterprise: 1 };

/** Strategies that count as enterprise connections (Auth0, "Enterprise Identity Providers"). */
const enterprise = [
    "waad",
    "adfs",
    "ad",
    "samlp",
    "oidc",
    "okta",
    "google-apps",
    "pingfederate",
    "office365",
    "sharepoint",
];
const neither = ["auth0", "sms", "email"];

export const tenantChecks: readonly Check[] = [
    {
        id: "second-factor",
        group,
        about: 'The tenant does not ask for a second factor "always": Token Vault exchanges nothing then.',
        run: ({ tenant }) =>
            ofTenant(tenant, async (view) => {
                const policies = await view.mfaPolicies();
                return policies.includes("all-applications")
                    ? broken(
                          "it is asked for always: every exchange at Token Vault is refused",
                          "Auth0 Dashboard, Security, Multi-factor Auth, Require Multi-factor Auth: Never or Use Adaptive MFA",
                      )
                    : fine(policies.length === 0 ? "never" : policies.join(", "));
            }),
    },
    {
        id: "plan-limits",
        group,
        about: "The tenant's plan has room for the stack's connections.",
        run: ({ settings, tenant }) =>
            ofTenant(tenant, async (view) => {
                const seen = await view.connections();
                const names = seen.map(({ name }) => name);
                const more = Object.values(settings.connections).filter(({ name }) => !names.includes(name));
                const strategies = [...seen, ...more].map(({ strategy }) => strategy);
                const counts = {
                    social: strategies.filter((one) => !enterprise.includes(one) && !neither.includes(one)).length,
                    enterprise: strategies.filter((one) => enterprise.includes(one)).length,
                };
                const text = `with this stack ${counts.social} social and ${counts.enterprise} enterprise connections`;
                const isNew = more.length > 0;
                const over = counts.social > smallestPlan.social || counts.enterprise > smallestPlan.enterprise;
                // What is there already has been allowed.
                if (!isNew || !over) return fine(text);
                return attention(
                    `${text}; the smallest plans allow ${smallestPlan.social} and ${smallestPlan.enterprise}, and no route tells the plan`,
                    "Auth0 Dashboard, Settings, Subscription",
                );
            }),
    },
    {
        id: "names",
        group,
        about: "The names that the stack gives are its own, or free.",
        run: async ({ directory, settings, stack, state, tenant }) => {
            if (isUnreadable(state))
                return unknown("what is the stack's own is not known: the state cannot be read", state.mend);
            if (isUnreadable(tenant)) return unknown(tenant.problem, tenant.mend);
            if (isUnreadable(directory)) return unknown(directory.problem, directory.mend);
            const ids = state.resources.flatMap(({ id }) => id ?? []);
            const [connections, clients] = await Promise.all([tenant.connections(), tenant.clients()]);
            const named = Object.values(settings.connections).map(({ name }) => name);
            const clientNames = Object.values(settings.clients).flatMap((client) =>
                "name" in client ? [client.name] : [],
            );
            const appNames = Object.values(settings.connections)
                .filter(({ clientSecret }) => clientSecret !== undefined)
                .map(({ appName }) => appName);
            const applications = (await Promise.all(appNames.map((name) => directory.applicationsNamed(name)))).flat();
            const taken = [
                ...connections
                    .filter(({ id, name }) => named.includes(name) && !ids.includes(id))
                    .map(({ id, name }) => `connection ${name} (${id})`),
                ...clients
                    .filter(({ client_id, name }) => clientNames.includes(name) && !ids.includes(client_id))
                    .map(({ client_id, name }) => `client ${name} (${client_id})`),
                ...applications
                    .filter(({ id }) => !ids.includes(`/applications/${id}`))
                    .map(({ appId, displayName }) => `app registration ${displayName} (${appId})`),
            ];
            if (taken.length === 0) return fine("none is somebody else's");
            return broken(
                `there already, and not of this stack: ${taken.join(", ")}`,
                `npm run adopt -- --stack ${stack}`,
            );
        },
    },
    {
        id: "recent-failures",
        group,
        about: "The tenant's log has no recent failures of sign-ins, exchanges or connected accounts.",
        run: ({ now, settings, tenant }) =>
            ofTenant(tenant, async (view) => {
                const since = now.getTime() - 24 * 60 * 60 * 1000;
                const names = Object.values(settings.connections).map(({ name }) => name);
                const recent = (await view.logs()).filter(
                    ({ connection, date, type }) =>
                        type in failures &&
                        Date.parse(date) >= since &&
                        (connection === undefined || connection === null || names.includes(connection)),
                );
                if (recent.length === 0) return fine("none within a day, among the hundred newest events");
                return attention(
                    failuresText(recent),
                    "Auth0 Dashboard, Monitoring, Logs; npm run prove tells the cause",
                );
            }),
    },
];

/** Event types of the log that tell of a failure here (Auth0, "Log event type codes"). */
const failures: Readonly<Record<string, string>> = {
    f: "failed sign-in",
    feacft: "failed exchange of a code",
    fertft: "failed exchange of a refresh token",
    feta: "failed exchange at Token Vault",
    connected_accounts_connection_failed: "account that could not be connected",
};

/** Counts by kind, and the newest message of each: no names of users, no addresses. */
function failuresText(recent: readonly SeenLog[]): string {
    return [...Map.groupBy(recent, ({ type }) => type)]
        .map(([type, events]) => {
            const text = impersonal(events[0]?.description ?? "");
            return `${events.length} × ${failures[type]}${text === "" ? "" : ` (newest: ${text})`}`;
        })
        .join("; ");
}

/** The first sentence or so of a message, without addresses of people. */
function impersonal(text: string): string {
    const [first = ""] = text.split("\n");
    return first.replaceAll(/\S+@\S+/g, "…").slice(0, 160);
}

async function ofTenant(tenant: Patient["tenant"], look: (view: Tenant) => Promise<Result>): Promise<Result> {
    return isUnreadable(tenant) ? unknown(tenant.problem, tenant.mend) : look(tenant);
}
