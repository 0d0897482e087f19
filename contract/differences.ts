import type { Unlike } from "./compared.ts";
import type { Json } from "./transcript.ts";

/** Something that the stand-ins do otherwise than the real providers, on purpose. */
export interface Difference {
    readonly what: string;
    readonly why: string;
    readonly applies: (place: Unlike) => boolean;
}

/** Every wanted difference. What is in none of them is a defect of a stand-in. */
export const differences: readonly Difference[] = [
    {
        what: "Properties that say nothing, and the forms of nothing",
        why: "the bridge writes every property of a schema into a state, empty ones as null, a list or a text; a program reads all of them as nothing",
        applies: ({ path, recorded, replayed }) => isState(path) && isBlank(recorded) && isBlank(replayed),
    },
    {
        what: "The list of chosen defaults of a nested object",
        why: "the bridge notes for every nested object what it chose; the engine reads the note at the top only",
        applies: ({ path, recorded, replayed }) =>
            /\.[^.]+\.__defaults$/.test(path) && isBlank(recorded) && isBlank(replayed),
    },
    {
        what: "Properties that no stack gives and no stack reads",
        why: "a stand-in describes what the stacks use; asked for more it refuses by name instead of dropping it",
        applies: ({ call, path, recorded, replayed }) =>
            isState(path) &&
            ((isBlank(replayed) && recorded === notKnownYet) ||
                notKept.some(({ of, names }) => call.includes(of) && names.some((name) => pathHas(path, name)))),
    },
    {
        what: "More secret marks",
        why: "a stand-in marks a secret property wherever it stands, empty ones and settings too; the bridge leaves some of them to the SDK",
        applies: ({ recorded, replayed }) => isMarked(replayed) && same(replayed["$secret"], recorded ?? null),
    },
    {
        what: "The order of a set",
        why: "the bridge gives sets in the order of Terraform's hashes, a stand-in in the order of their texts; neither means anything",
        applies: ({ path, recorded, replayed }) =>
            sets.some((name) => path.endsWith(`.${name}[order]`)) ||
            (path === "request" && sameInAnyOrder(recorded, replayed)),
    },
    {
        what: "Differences that are none",
        why: "a real preview lists four maps of every connection that changes and one of every client, because it knows null from an empty map; the stand-ins list none of them (docs/fidelity.md)",
        applies: ({ call, path, recorded, replayed }) =>
            call.startsWith("Diff ") &&
            replayed === undefined &&
            isKind(recorded, "ADD") &&
            noisy.some((name) => path === `response.detailedDiff.${name}`),
    },
    {
        what: "Feature tags of a service principal",
        why: "they are another form of its tags; a stand-in compares the tags themselves",
        applies: ({ path, replayed }) => path.startsWith("response.detailedDiff.featureTags") && replayed === undefined,
    },
    {
        what: "The names of what those differences lie in",
        why: "they follow from the differences that are none",
        applies: ({ path, recorded, replayed }) =>
            path === "response.diffs" &&
            same(
                without(recorded, "options", "jwtConfiguration", "featureTags"),
                without(replayed, "options", "jwtConfiguration"),
            ),
    },
    {
        what: "Which properties no update changes",
        why: "a hint that the engine uses in previews; the stand-ins know fewer properties, and give it in another order",
        applies: ({ path }) => /^response\.stables/.test(path),
    },
    {
        what: "Inputs of what is half done",
        why: "the bridge leaves them out and the engine takes those that were given; a stand-in gives the same ones itself",
        applies: ({ path }) => /^error\.halfDone\.inputs/.test(path),
    },
    {
        what: "What Configure and DiffConfig say",
        why: "that secrets are taken is said at the handshake already; a stand-in compares settings itself where the bridge leaves that to the engine",
        applies: ({ call, path }) =>
            (call.startsWith("Configure ") && path === "response.acceptSecrets") ||
            (call.startsWith("DiffConfig ") && path === "response.changes"),
    },
    {
        what: "The ending of a name that the provider chooses",
        why: "the bridge draws it from the engine's seed by a generator of its own, a stand-in shows the seed's beginning",
        applies: ({ call, path, recorded, replayed }) =>
            call.startsWith("Check ") &&
            path === "response.inputs.name" &&
            [recorded, replayed].every((name) => /-[0-9a-f]{7}$/.test(String(name))),
    },
    {
        what: "The words about a value that is refused",
        why: "every kind of check has words of its own upstream; the stand-ins say the same of the same place, shorter",
        applies: ({ path, recorded, replayed }) =>
            /^response\.failures\[\d+\]\.reason$/.test(path) &&
            refusedPlace(recorded) !== "" &&
            refusedPlace(replayed) !== "",
    },
    {
        what: "How a moved element of a list is told",
        why: "the bridge looks for the longest common part of two lists, and place by place inside a set; a stand-in the other way round",
        applies: ({ path, recorded, replayed }) =>
            (/^response\.detailedDiff\..*\[\d+\]\.kind$/.test(path) &&
                recorded !== "UPDATE" &&
                replayed === "UPDATE") ||
            /^response\.detailedDiff\.requiredResourceAccesses\[\d+\]\.resourceAccesses\[\d+\](\.id)?(\.kind)?$/.test(
                path,
            ),
    },
    {
        what: "A block that is cleared and that the service goes on telling",
        why: "the bridge keeps the planned nothing until the next refresh, a stand-in what the service says",
        applies: ({ call, path, recorded }) =>
            call.startsWith("Update ") &&
            recorded === null &&
            /^response\.properties\.(oidcLogout|tokenExchange)$/.test(path),
    },
    {
        what: "The description of an imported client",
        why: "it is Pulumi's own default, so the bridge writes it into the inputs and a program without it sees no difference either way",
        applies: ({ call, path }) =>
            call === "Read auth0:index/client:Client" && path === "response.inputs.description",
    },
    {
        what: "What a refresh writes into the inputs of a set that others have made longer",
        why: "the bridge mixes old and new elements by their places; a stand-in writes what is there",
        applies: ({ call, path }) =>
            call.startsWith("Read ") && /^response\.inputs\.(claimValues|enabledClients|web\.redirectUris)$/.test(path),
    },
    {
        what: "The update after what was made and could not be read",
        why: "the real state misses what the service chooses, so that the next update sends everything once more; a stand-in reads it at the next refresh",
        applies: ({ call, path, recorded }) =>
            /^Diff .*:(Connection|ServicePrincipal)$/.test(call) &&
            /^response\.(changes|diffs|detailedDiff)$/.test(path) &&
            /realms|appRoleIds|DIFF_SOME/.test(JSON.stringify(recorded)),
    },
    {
        what: "Ids of look-ups that find many things or the tenant",
        why: "the provider makes one up from the time",
        applies: ({ call, path }) => call.startsWith("Invoke ") && path === "response.return.id",
    },
    {
        what: "A page after the last one",
        why: "the provider asks for it, and finds it empty; the stand-in believes the total",
        applies: ({ call, path, replayed }) =>
            call === "Invoke auth0:index/getOrganization:getOrganization" &&
            path === "request" &&
            replayed === undefined,
    },
    {
        what: "The list of scopes or clients that stands in the way",
        why: "the provider prints a comparison of Go values; a stand-in names them, and says the same of what to do",
        applies: ({ path, recorded, replayed }) =>
            path === "error.message" &&
            [recorded, replayed].every((text) => /with non empty (scopes|enabled clients)/.test(String(text))),
    },
    {
        what: "Inputs that contradict each other",
        why: "a stand-in refuses them when it plans, once, previews included; the bridge when it checks, from both sides, and missing keys of a client in the middle of the work",
        applies: ({ call, path, recorded, replayed }) =>
            /^(Check|Create) .*:(ClientCredentials|ApplicationPassword)$/.test(call) &&
            (/Credentials Missing|conflicts with/.test(JSON.stringify([recorded, replayed])) ||
                (call === "Create auth0:index/clientCredentials:ClientCredentials" &&
                    replayed === undefined &&
                    /^(request|error\.halfDone)$/.test(path))),
    },
];

/** Names below a state that a stand-in does not keep, by what they belong to. */
const notKept: readonly { readonly of: string; readonly names: readonly string[] }[] = [
    {
        of: ":Client",
        names: [
            "asyncApprovalNotificationChannels",
            "defaultOrganization",
            "expressConfiguration",
            "externalClientId",
            "externalMetadataCreatedBy",
            "externalMetadataType",
            "jwksUri",
            "mobile",
            "myOrganizationConfiguration",
            "nativeSocialLogin",
            "oidcBackchannelLogoutUrls",
            "redirectionPolicy",
            "skipNonVerifiableCallbackUriConfirmationPrompt",
            "thirdPartySecurityMode",
        ],
    },
    { of: ":ClientCredentials", names: ["clientSecretWo"] },
    { of: ":Connection", names: ["configuration", "twilioToken"] },
    {
        of: "esourceServer",
        names: [
            "authorizationDetails",
            "consentPolicy",
            "proofOfPossession",
            "proofOfPossessions",
            "tokenEncryption",
            "tokenEncryptions",
        ],
    },
    { of: ":getClient", names: ["defaultOrganizations", "skipNonVerifiableCallbackUriConfirmationPrompt"] },
    { of: ":getCustomDomains", names: ["verifications"] },
    { of: ":ServicePrincipal", names: ["appRoles", "featureTags", "features"] },
    { of: ":getServicePrincipal", names: ["appRoles", "featureTags", "features", "samlSingleSignOns"] },
    {
        of: ":getTenant",
        names: [
            "defaultTokenQuotas",
            "disableAcrValuesSupported",
            "ephemeralSessionLifetime",
            "flags",
            "idleEphemeralSessionLifetime",
            "idleSessionLifetime",
            "mtls",
            "oidcLogouts",
            "resourceParameterProfile",
            "sessionCookies",
            "sessionLifetime",
            "sessions",
            "skipNonVerifiableCallbackUriConfirmationPrompt",
        ],
    },
];

const noisy = [
    "options.authParams",
    "options.configuration",
    "options.customScripts",
    "options.scripts",
    "jwtConfiguration.scopes",
];

/** Properties whose order means nothing to the service. */
const sets = [
    "alternativeNames",
    "claimValues",
    "credentials",
    "domainAliases",
    "enabledClients",
    "groupMembershipClaims",
    "nonPersistentAttrs",
    "owners",
    "policies",
    "redirectUris",
    "requiredResourceAccesses",
    "scopes",
    "tags",
];

/** What the engine takes for a text that is not known yet. */
const notKnownYet = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const statePaths = /^(response|error\.halfDone)\.(properties|inputs|return)\./;

function isState(path: string): boolean {
    return statePaths.test(path);
}

function pathHas(path: string, name: string): boolean {
    return path.split(/[.[]/).includes(name);
}

/** Whether a value says no more than a missing one. */
function isBlank(value: Json | undefined): boolean {
    if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
    if (typeof value !== "object") return false;
    return Object.entries(value).every(([name, member]) => name === "__defaults" || isBlank(member as Json));
}

/** The place that a check's failure names, without the place of an element. */
function refusedPlace(reason: Json | undefined): string {
    const [, place = ""] = /Examine values at '([^']+)'/.exec(String(reason)) ?? [];
    return place.replace(/\[\d+\]$/, "");
}

function isMarked(value: Json | undefined): value is { readonly $secret: Json } {
    return typeof value === "object" && value !== null && "$secret" in value;
}

function isKind(value: Json | undefined, kind: string): boolean {
    return typeof value === "object" && value !== null && "kind" in value && value["kind"] === kind;
}

function same(one: Json | undefined, other: Json | undefined): boolean {
    return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function without(list: Json | undefined, ...names: readonly string[]): Json {
    return Array.isArray(list) ? list.filter((name) => !names.includes(String(name))) : [];
}

/** Whether two requests say the same when no list of texts or of clients in them has an order. */
function sameInAnyOrder(one: Json | undefined, other: Json | undefined): boolean {
    return one !== undefined && other !== undefined && same(withSortedLists(one), withSortedLists(other));
}

function withSortedLists(value: Json): Json {
    if (Array.isArray(value)) {
        const elements = value.map(withSortedLists);
        const isSet = elements.every((element) => typeof element === "string" || hasClient(element));
        return isSet ? elements.map((element) => JSON.stringify(element)).sort() : elements;
    }
    // The scopes of a grant are one text.
    if (typeof value === "string") return value.split(" ").sort().join(" ");
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => [name, withSortedLists(member as Json)] as const);
    return Object.fromEntries(members.sort(([before], [after]) => (before < after ? -1 : 1)));
}

function hasClient(value: Json): boolean {
    return typeof value === "object" && value !== null && "client_id" in value;
}
