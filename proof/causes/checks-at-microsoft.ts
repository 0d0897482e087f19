import type { Deployed, DeployedConnection } from "../deployed.ts";
import type { Seen, SeenApplication, SeenServicePrincipal } from "../operator/seen.ts";
import { type Check, putBack } from "./cause.ts";

/** What has to be so in the Microsoft directory, in the order that Microsoft looks at it. */
export const checksAtMicrosoft: readonly Check[] = [
    {
        id: "app-registration-missing",
        problems: ({ connections }, { applications }) =>
            connections
                .filter(({ entraClientId }) => !applications.has(entraClientId))
                .map(({ name, entraClientId }) => `the app registration ${entraClientId} of ${name} does not exist`),
        mend: ({ stack }) =>
            `restore it under "Deleted applications" in Entra within 30 days, then: pulumi up --refresh --stack ${stack}`,
    },
    {
        id: "redirect-uri-missing",
        problems: (deployed, seen) =>
            applications(deployed, seen).flatMap(([{ name }, { web }]) =>
                deployed.redirectUris
                    .filter((uri) => !web.redirectUris.includes(uri))
                    .map((uri) => `${name}: Entra has [${web.redirectUris.join(", ")}], and not ${uri}`),
            ),
        mend: putBack,
    },
    {
        id: "sign-in-audience",
        problems: (deployed, seen) =>
            applications(deployed, seen)
                .filter(([{ signInAudience }, application]) => application.signInAudience !== signInAudience)
                .map(
                    ([{ name, signInAudience }, application]) =>
                        `${name}: the app registration is for ${application.signInAudience}, declared is ${signInAudience}`,
                ),
        mend: putBack,
    },
    {
        id: "service-principal-missing",
        problems: ({ connections }, { applications: known, servicePrincipals }) =>
            connections
                .filter(({ entraClientId: id }) => known.has(id) && !servicePrincipals.has(id))
                .map(({ name }) => `${name}: the app registration has no service principal in its directory`),
        mend: putBack,
    },
    {
        id: "service-principal-disabled",
        problems: (deployed, seen) =>
            servicePrincipals(deployed, seen)
                .filter(([, { accountEnabled }]) => accountEnabled === false)
                .map(([{ name }]) => `${name}: sign-in is switched off at the service principal`),
        mend: putBack,
    },
    {
        id: "active-secret-missing",
        problems: (deployed, seen) => slotProblems(deployed, seen, (slot) => slot.active && slot.found === undefined),
        mend: ({ stack }) =>
            `renew the other slot and make it active in Pulumi.${stack}.yaml, then: pulumi up --stack ${stack}`,
    },
    {
        id: "active-secret-ended",
        problems: (deployed, seen, now) => slotProblems(deployed, seen, (slot) => slot.active && isOver(slot, now)),
        mend: ({ stack }) =>
            `renew the other slot and make it active in Pulumi.${stack}.yaml, then: pulumi up --stack ${stack}`,
    },
    {
        id: "idle-secret-missing",
        problems: (deployed, seen) => slotProblems(deployed, seen, (slot) => !slot.active && slot.found === undefined),
        mend: ({ stack }) => `renew the idle slot in Pulumi.${stack}.yaml, then: pulumi up --stack ${stack}`,
    },
    {
        id: "idle-secret-ended",
        problems: (deployed, seen, now) =>
            slotProblems(
                deployed,
                seen,
                (slot) => !slot.active && isOver(slot, now) && Date.parse(slot.ends) > now.getTime(),
            ),
        mend: ({ stack }) => `renew the idle slot in Pulumi.${stack}.yaml, then: pulumi up --stack ${stack}`,
    },
    {
        id: "consent-missing",
        problems: (deployed, seen) =>
            servicePrincipals(deployed, seen)
                .filter(([{ adminConsent }]) => adminConsent)
                .flatMap(([{ name, scopes }, { consented }]) => {
                    const missing = scopes.filter((scope) => !consented.includes(scope));
                    return missing.length === 0
                        ? []
                        : [`${name}: the consent for everyone lacks ${missing.join(", ")}`];
                }),
        mend: putBack,
    },
    {
        id: "assignment-missing",
        problems: (deployed, seen) =>
            servicePrincipals(deployed, seen).flatMap(([{ name, assignedTo }, { assigned }]) =>
                assignedTo.filter((id) => !assigned.includes(id)).map((id) => `${name}: ${id} is not assigned to it`),
            ),
        mend: putBack,
    },
    {
        id: "assignment-not-required",
        problems: (deployed, seen) =>
            servicePrincipals(deployed, seen)
                .filter(([{ assignedTo }, principal]) => assignedTo.length > 0 && !principal.appRoleAssignmentRequired)
                .map(([{ name }]) => `${name}: whoever is not assigned to it may sign in as well`),
        mend: putBack,
    },
];

type Of<T> = readonly (readonly [DeployedConnection, T])[];

function applications({ connections }: Deployed, seen: Seen): Of<SeenApplication> {
    return paired(connections, seen.applications);
}

function servicePrincipals({ connections }: Deployed, seen: Seen): Of<SeenServicePrincipal> {
    return paired(connections, seen.servicePrincipals);
}

function paired<T>(connections: readonly DeployedConnection[], by: ReadonlyMap<string, T>): Of<T> {
    return connections.flatMap((connection) => {
        const value = by.get(connection.entraClientId);
        return value === undefined ? [] : [[connection, value] as const];
    });
}

interface Slot {
    readonly active: boolean;

    /** End that the stack declares. */
    readonly ends: string;

    /** What Microsoft has of it. */
    readonly found: { readonly endDateTime: string } | undefined;
}

function slotProblems(deployed: Deployed, seen: Seen, isWrong: (slot: Slot) => boolean): string[] {
    return applications(deployed, seen).flatMap(([{ name, secretSlots = {} }, { passwordCredentials }]) =>
        Object.entries(secretSlots).flatMap(([key, { active, ends, issued }]) => {
            const label = `slot ${key}, issued ${issued}`;
            const found = passwordCredentials.find(({ displayName }) => displayName === label);
            if (!isWrong({ active, ends, found })) return [];
            const state = found === undefined ? "is not there" : `has ended on ${found.endDateTime}`;
            return [`${name}: the ${active ? "active" : "idle"} client secret (${label}) ${state}`];
        }),
    );
}

function isOver({ found }: Slot, now: Date): boolean {
    return found !== undefined && Date.parse(found.endDateTime) <= now.getTime();
}
