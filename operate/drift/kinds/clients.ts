import { claims } from "../../../infra/mark.ts";
import { listed, phrase } from "../../../review/phrase.ts";
import type { Declared } from "../declared.ts";
import type { Kind } from "../finding.ts";
import type { SeenClientGrant } from "../lists.ts";
import { nameOf } from "./connections.ts";

/** What is around the linked clients at Auth0. */
export const clientKinds: readonly Kind[] = [
    {
        id: "client-grants-by-hand",
        at: "auth0",
        about: "linked clients have the declared grants of the My Account API and of token exchange only",
        declaredBy: "ClientGrant",
        reads: ["clientGrants", "clients"],
        find: ({ clientGrants, clients }, { declared }) =>
            clientGrants
                .filter(({ id }) => !declared.clientGrants.includes(id))
                .filter((grant) => isOfConnections(grant, declared))
                .map(({ audience, clientId, id, scope, subjectType }) => ({
                    text: phrase`client ${nameOf(clients, clientId)} has a grant for ${audience}`,
                    evidence: [
                        phrase`grant ${id}${subjectType === "" ? [] : phrase`, for ${subjectType}`}`,
                        scope.length === 0 ? phrase`no scopes` : phrase`scopes ${listed(scope)}`,
                    ],
                    mend: phrase`take it away: ${`auth0 api delete client-grants/${id}`}; a client that needs it is declared in a stack`,
                })),
    },
    {
        id: "refresh-token-policies-by-hand",
        at: "auth0",
        about: "refresh tokens of declared clients reach the declared APIs and scopes only",
        declaredBy: "Client, refreshToken.policies",
        reads: ["clients"],
        find: ({ clients }, { declared, stack }) =>
            declared.clients.flatMap(({ clientId, policies, urn }) => {
                const client = clients.find((one) => one.clientId === clientId);
                return (client?.policies ?? []).flatMap(({ audience, scope }) => {
                    const more = scope.filter((one) => !(policies[audience] ?? []).includes(one));
                    if (audience in policies && more.length === 0) return [];
                    return [
                        {
                            text: phrase`refresh tokens of client ${client?.name ?? clientId} reach ${audience}${audience in policies ? phrase` with more scopes than declared` : []}`,
                            evidence: [phrase`client ID ${clientId}`, phrase`scopes ${listed(more)}`],
                            mend: putBack(stack),
                            tells: { urn, path: "refreshToken.policies" },
                        },
                    ];
                });
            }),
    },
    {
        id: "clients-that-claim-the-stack",
        at: "auth0",
        about: "no client says that this stack manages it, which the state does not know",
        declaredBy: "Client",
        reads: ["clients"],
        find: ({ clients }, { declared, stack }) =>
            clients
                .filter(({ clientId }) => !declared.clients.some((one) => one.clientId === clientId))
                .filter(({ description }) => claims(description, declared.owner))
                .map(({ clientId, description, name }) => ({
                    text: phrase`client ${name} says that this stack manages it, and the state does not know it: an interrupted run leaves such a one`,
                    evidence: [phrase`client ID ${clientId}`, phrase`description ${description}`],
                    mend: repaired(stack),
                })),
    },
];

/** What the engine puts back by itself. */
export function putBack(stack: string) {
    return phrase`declare it in ${`Pulumi.${stack}.yaml`}, or have it put back: ${`pulumi up --refresh --stack ${stack}`}`;
}

/** What an interrupted run leaves is taken into the state, or goes where it is a second one that nobody uses. */
export function repaired(stack: string) {
    return phrase`have it taken into the state, or deleted if it is a second one that nobody uses: ${`npm run repair -- --stack ${stack}`}`;
}

/** Grants for the My Account API, and all those of clients that stand for an API: what Token Vault exchanges rest on. */
function isOfConnections({ audience, clientId }: SeenClientGrant, { clients, links }: Declared): boolean {
    const own = clients.find((client) => client.clientId === clientId);
    const isLinked = own !== undefined || links.some(({ clientIds }) => clientIds.includes(clientId));
    return isLinked && (/^https:\/\/[^/]+\/me\/$/.test(audience) || own?.appType === "resource_server");
}
