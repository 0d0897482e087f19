import { visible } from "../../stacks/settings/visible.ts";
import type { Adoption } from "./adoption.ts";
import type { Found, FoundConnection } from "./found.ts";
import type { Edit } from "./proposal.ts";
import type { Remaining } from "./remaining.ts";

/** What was found, what the stack file gets, and what is left; no secret is in it. */
export function adoptionText(adoption: Adoption): string {
    const { edits, found, lost, refused, remaining, stack, taken } = adoption;
    return [
        ...titled("Found", foundLines(found)),
        ...titled(`Pulumi.${stack}.yaml ${edits.length === 0 ? "says so already" : "is to say"}`, edits.map(editLine)),
        ...titled("Into the state go", taken),
        ...titled("Stays outside of the stack", outsideLines(found)),
        ...titled(
            "Options that the next update of the connection takes away, a rotation for one (Auth0 replaces options whole)",
            lost.map(({ connection, option, value }) => `${connection}: ${option}${value === "" ? "" : ` = ${value}`}`),
        ),
        ...titled(
            "Refused by the policy pack as it is: `pulumi up` with it asks for these to be mended first",
            refused,
        ),
        ...differenceLines(remaining),
    ].join("\n");
}

/** What a person is asked. */
export function questionText({ edits, stack, taken }: Adoption): string {
    const file = edits.length === 0 ? "" : `, and write Pulumi.${stack}.yaml`;
    return `Take these ${taken.length} objects into the state of ${stack}${file}? Nothing changes at Auth0 or Microsoft.`;
}

/** What came of it. */
export function afterText(stack: string, { remaining, taken }: Pick<Adoption, "remaining" | "taken">): string {
    return [
        `Taken into the state of ${stack}: ${taken.length === 0 ? "nothing that was not there" : taken.length}.`,
        ...differenceLines(remaining),
        "Next:",
        `  git diff Pulumi.${stack}.yaml`,
        `  pulumi up --stack ${stack}                # notes protection and outputs in the state, changes nothing else`,
        `  npm run rotate -- --stack ${stack}        # replaces the secret that nobody here knows`,
    ].join("\n");
}

function differenceLines({ left, made }: Remaining): string[] {
    if (left.length === 0 && made.length === 0) return ["A preview after it has no changes."];
    return [
        ...titled(
            "A preview after it still changes",
            left.map(({ after, before, path, resource, why }) => `${resource}, ${path}: ${before} → ${after} (${why})`),
        ),
        ...titled("A preview after it makes, because it is not there", made),
    ];
}

function foundLines({ apis, clients, connections }: Found): string[] {
    return [
        ...Object.entries(connections).flatMap(([key, connection]) =>
            connection === undefined ? [] : connectionLines(key, connection),
        ),
        ...Object.entries(clients).flatMap(([key, client]) =>
            client === undefined
                ? []
                : [
                      `clients.${key}: application "${client.name}", ${client.clientId}`,
                      ...Object.entries(client.grants).map(([audience, id]) => `  its grant for ${audience}, ${id}`),
                      ...(client.api === undefined ? [] : [`  its API ${client.api.identifier}, ${client.api.id}`]),
                  ],
        ),
        ...Object.entries(apis).flatMap(([identifier, id]) =>
            identifier.endsWith("/me/") ? [`My Account API ${identifier}, ${id}`] : [],
        ),
    ];
}

function connectionLines(key: string, { application, id, name, organizations, strategy }: FoundConnection): string[] {
    const principal = application?.servicePrincipal;
    return [
        `connections.${key}: connection "${name}" (${strategy}), ${id}`,
        ...organizations.map((one) => `  in organization ${one.name}, ${one.id}`),
        ...(application === undefined
            ? []
            : [
                  `  app registration "${application.displayName}", client id ${application.clientId}`,
                  ...application.clientSecrets.map(
                      ({ displayName, ends, inUse, keyId }) =>
                          `  client secret "${displayName}", key id ${keyId}, ends ${ends.slice(0, 10)}${inUse ? ": in use" : ""}`,
                  ),
              ]),
        ...(principal === undefined ? [] : [`  service principal ${principal.objectId}`]),
        ...(principal?.consent === undefined
            ? []
            : [`  consent for everyone to ${principal.consent.scopes.join(", ")}, ${principal.consent.id}`]),
        ...(principal?.assignmentRequired === true
            ? [`  assigned people and groups: ${principal.assignments.length}`]
            : []),
    ];
}

/** What belongs to others, or to nobody: it stays as it is. */
function outsideLines({ clients, connections }: Found): string[] {
    const own = Object.values(clients).flatMap((client) => [client?.clientId, client?.api?.clientId]);
    return Object.entries(connections).flatMap(([key, connection]) => {
        const foreign = (connection?.enabledClients ?? []).filter((id) => !own.includes(id));
        const secrets = connection?.application?.clientSecrets ?? [];
        return [
            ...foreign.map((id) => `${key} is enabled for client ${id}, which the stack file does not name`),
            ...secrets.map(
                ({ displayName, inUse, keyId }) =>
                    `client secret "${displayName}" (${keyId}) of ${key}${inUse ? ", until the first rotation" : ""}`,
            ),
            ...(secrets.length > 1 && /PersonalMicrosoftAccount/.test(connection?.application?.signInAudience ?? "")
                ? [
                      `${key}: an app for personal accounts holds two secrets, so one that nothing uses has to go before the first rotation`,
                  ]
                : []),
        ];
    });
}

function editLine({ after, before, path }: Edit): string {
    const from = before === undefined ? "" : `${shown(before)} → `;
    return `${path.join(".")}: ${from}${after === undefined ? "taken out" : shown(after)}`;
}

function shown(value: unknown): string {
    return Array.isArray(value)
        ? value.join(", ") || "none"
        : typeof value === "string"
          ? value
          : JSON.stringify(value);
}

function titled(title: string, lines: readonly string[]): string[] {
    // Names are others': nothing in them reaches the terminal as a control character.
    return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${visible(line)}`), ""];
}
