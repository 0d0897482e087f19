import { claims } from "../../../infra/mark.ts";
import { type Phrase, phrase } from "../../../review/phrase.ts";
import type { DeclaredApplication } from "../declared.ts";
import type { About, Found, Kind } from "../finding.ts";
import type { Lists, SeenApplication, SeenOwner } from "../lists.ts";
import { putBack, repaired } from "./clients.ts";
import { permissionName } from "./permission-name.ts";

/** What is on and around an app registration at Microsoft. */
export const appRegistrationKinds: readonly Kind[] = [
    {
        id: "client-secrets-by-hand",
        at: "microsoft",
        about: "every app registration has the client secrets of its slots only",
        declaredBy: "ApplicationPassword, key ID",
        reads: ["applications"],
        find: ofApplications(({ called, clientId, credentials }, { passwordCredentials }, { stack }) =>
            passwordCredentials
                .filter(({ keyId }) => !credentials.includes(keyId))
                .map(({ displayName, endDateTime, keyId }) => ({
                    text: phrase`app registration ${called} has a client secret that the state does not know${displayName === "" ? [] : phrase`, named ${displayName}`}`,
                    evidence: [phrase`key ID ${keyId}`, phrase`it ends on ${endDateTime}`],
                    mend:
                        credentials.length === 0
                            ? phrase`no slot is deployed, so the connection may sign in with this one, as after an adoption: rotate first, ${`npm run rotate -- --stack ${stack}`}`
                            : phrase`find out who signs in with it, then: ${`az ad app credential delete --id ${clientId} --key-id ${keyId}`}`,
                })),
        ),
    },
    {
        id: "certificates-by-hand",
        at: "microsoft",
        about: "no app registration has a certificate",
        declaredBy: "ApplicationCertificate, key ID",
        reads: ["applications"],
        find: ofApplications(({ called, clientId, credentials }, { keyCredentials }) =>
            keyCredentials
                .filter(({ keyId }) => !credentials.includes(keyId))
                .map(({ displayName, endDateTime, keyId }) => ({
                    text: phrase`app registration ${called} has a certificate that nothing declares${displayName === "" ? [] : phrase`, named ${displayName}`}`,
                    evidence: [phrase`key ID ${keyId}`, phrase`it ends on ${endDateTime}`],
                    mend: phrase`find out who signs in with it, then: ${`az ad app credential delete --id ${clientId} --key-id ${keyId} --cert`}`,
                })),
        ),
    },
    {
        id: "federated-credentials-by-hand",
        at: "microsoft",
        about: "no app registration trusts another issuer's tokens",
        declaredBy: "ApplicationFederatedIdentityCredential",
        reads: ["federatedCredentials"],
        find: ({ federatedCredentials }, { declared }) =>
            declared.applications.flatMap(({ called, clientId, credentials, objectId }) =>
                (federatedCredentials[objectId] ?? [])
                    .filter(({ id }) => !credentials.includes(id))
                    .map(({ id, issuer, name, subject }) => ({
                        text: phrase`app registration ${called} lets ${subject} of ${issuer} sign in as it`,
                        evidence: [phrase`federated credential ${name}, ${id}`],
                        mend: phrase`find out who signs in with it, then: ${`az ad app federated-credential delete --id ${clientId} --federated-credential-id ${id}`}`,
                    })),
            ),
    },
    redirectUris("web", { id: "web", words: "web", path: "web.redirectUris" }),
    redirectUris("spa", { id: "single-page", words: "single-page app", path: "singlePageApplication" }),
    redirectUris("publicClient", { id: "public-client", words: "mobile and desktop", path: "publicClient" }),
    {
        id: "permissions-by-hand",
        at: "microsoft",
        about: "every app registration asks for the declared permissions only",
        declaredBy: "Application, requiredResourceAccesses",
        reads: ["applications"],
        find: ofApplications(({ called, permissions, urn }, { requiredResourceAccess }, { stack }) =>
            requiredResourceAccess.flatMap(({ resourceAccess, resourceAppId }) =>
                resourceAccess
                    .filter(({ id }) => !permissions.includes(`${resourceAppId}/${id}`))
                    .map(({ id, type }) => ({
                        text: phrase`app registration ${called} asks for ${permissionName(resourceAppId, id)}`,
                        evidence: [
                            phrase`${[type === "Role" ? "application" : "delegated"]} permission ${id}`,
                            phrase`of ${resourceAppId}`,
                        ],
                        mend: putBack(stack),
                        tells: { urn, path: "requiredResourceAccesses" },
                    })),
            ),
        ),
    },
    {
        id: "owners-by-hand",
        at: "microsoft",
        about: "every app registration and service principal has the declared owners only",
        declaredBy: "Application and ServicePrincipal, owners",
        reads: ["applicationOwners", "servicePrincipalOwners"],
        find: ({ applicationOwners, servicePrincipalOwners }, { declared, stack }) => [
            ...declared.applications.flatMap(({ called, objectId, owners, urn }) =>
                ownersOf(phrase`app registration ${called}`, applicationOwners[objectId], { owners, urn, stack }),
            ),
            ...declared.servicePrincipals.flatMap(({ name, objectId, owners, urn }) =>
                ownersOf(phrase`the service principal of ${name}`, servicePrincipalOwners[objectId], {
                    owners,
                    urn,
                    stack,
                }),
            ),
        ],
    },
    {
        id: "app-registrations-that-claim-the-stack",
        at: "microsoft",
        about: "no app registration says that this stack manages it, which the state does not know",
        declaredBy: "Application",
        reads: ["notes"],
        find: ({ notes }, { declared, stack }) =>
            notes
                .filter(({ id }) => !declared.applications.some(({ objectId }) => objectId === id))
                .filter((one) => claims(one.notes, declared.owner))
                .map(({ appId, displayName, id }) => ({
                    text: phrase`app registration ${displayName} says that this stack manages it, and the state does not know it: an interrupted run leaves such a one`,
                    evidence: [phrase`client ID ${appId}`, phrase`object ID ${id}`],
                    mend: repaired(stack),
                })),
    },
];

type OfApplication = (declared: DeclaredApplication, seen: SeenApplication, about: About) => readonly Found[];

function ofApplications(find: OfApplication): Kind["find"] {
    return ({ applications }: Lists, about) =>
        about.declared.applications.flatMap((one) => {
            const seen = applications[one.objectId];
            return seen === undefined ? [] : find(one, seen, about);
        });
}

interface Platform {
    readonly id: string;

    /** As the Entra admin center calls it. */
    readonly words: string;

    /** The application's property. */
    readonly path: string;
}

function redirectUris(platform: "web" | "spa" | "publicClient", { id, path, words }: Platform): Kind {
    return {
        id: `${id}-redirect-uris-by-hand`,
        at: "microsoft",
        about: `every app registration has the declared redirect URIs only, platform ${words}`,
        declaredBy: `Application, ${path}`,
        reads: ["applications"],
        find: ofApplications(({ called, redirectUris, urn }, seen, { stack }) =>
            seen[platform]
                .filter((uri) => !redirectUris[platform].includes(uri))
                .map((uri) => ({
                    text: phrase`Microsoft sends people who sign in with app registration ${called} to ${uri}`,
                    evidence: [[`redirect URI of platform ${words}`]],
                    mend: phrase`have it taken away: ${`pulumi up --refresh --stack ${stack}`}; a domain that is to stay is declared under ${"auth0"} in ${`Pulumi.${stack}.yaml`}`,
                    tells: { urn, path },
                })),
        ),
    };
}

function ownersOf(
    what: Phrase,
    seen: readonly SeenOwner[] = [],
    { owners, stack, urn }: { readonly owners: readonly string[]; readonly stack: string; readonly urn: string },
): Found[] {
    const known = owners.map((id) => id.toLowerCase());
    return seen
        .filter(({ id }) => !known.includes(id.toLowerCase()))
        .map(({ displayName, id, userPrincipalName }) => ({
            text: phrase`${userPrincipalName || displayName || id} owns ${what}, and may make client secrets for it`,
            evidence: [phrase`object ID ${id}`],
            mend: phrase`declare it under ${"owners"} in ${`Pulumi.${stack}.yaml`}, or have it taken away: ${`pulumi up --refresh --stack ${stack}`}`,
            tells: { urn, path: "owners" },
        }));
}
