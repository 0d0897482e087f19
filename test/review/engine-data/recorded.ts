import type { Recording } from "../../../review/engine-data/stack-change.ts";

/** A secret as the engine writes it into states and plans. */
export const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "v1:cipher:text",
};

/** A text that is not known yet, as the engine writes it. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Type tokens, short. */
export const types = {
    connection: "auth0:index/connection:Connection",
    client: "auth0:index/client:Client",
    grant: "auth0:index/clientGrant:ClientGrant",
    link: "auth0:index/connectionClient:ConnectionClient",
    links: "auth0:index/connectionClients:ConnectionClients",
    api: "auth0:index/resourceServer:ResourceServer",
    app: "azuread:index/application:Application",
    password: "azuread:index/applicationPassword:ApplicationPassword",
    principal: "azuread:index/servicePrincipal:ServicePrincipal",
    consent: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    vault: "azure-native:keyvault:Vault",
    component: "microsoft-connection:index:MicrosoftConnection",
    stack: "pulumi:pulumi:Stack",
} as const;

type Values = Readonly<Record<string, unknown>>;

export function urnOf(type: string, name: string): string {
    return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** A resource as a state has it. */
export function stored(type: string, name: string, inputs: Values, more: Values = {}): Values {
    return {
        urn: urnOf(type, name),
        custom: true,
        id: `id-of-${name}`,
        type,
        inputs: { __defaults: [], ...inputs },
        outputs: { ...inputs, id: `id-of-${name}` },
        created: "2026-11-26T02:41:34.330370485Z",
        modified: "2026-11-26T02:41:34.330370485Z",
        ...more,
    };
}

/** A step as the engine tells it, `resourcePreEvent` or with `came` how it came out. */
export function step(op: string, type: string, name: string, more: Values = {}, came = false): Values {
    const metadata = { op, urn: urnOf(type, name), type, old: null, new: null, detailedDiff: null, ...more };
    return { sequence: 1, timestamp: 1795660941, [came ? "resOutputsEvent" : "resourcePreEvent"]: { metadata } };
}

/** What a step has before or after. */
export function side(inputs: Values, more: Values = {}): Values {
    return { id: "", inputs: { __defaults: [], ...inputs }, outputs: {}, ...more };
}

export function said(message: string, severity = "error"): Values {
    return {
        sequence: 1,
        timestamp: 1,
        diagnosticEvent: { prefix: `${severity}: `, message, color: "never", severity },
    };
}

export function policy(rule: string, message: string, level = "mandatory", type?: string, name?: string): Values {
    const resource = type === undefined || name === undefined ? {} : { resourceUrn: urnOf(type, name) };
    return { policyEvent: { ...resource, message, color: "never", policyName: rule, enforcementLevel: level } };
}

export function ended(result = "succeeded"): Values {
    return { summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges: {}, isPreview: true, result } };
}

interface Recorded {
    readonly resources?: readonly Values[];
    readonly deployment?: Values;
    readonly events?: readonly Values[];

    /** Goals by URN. @default no plan */
    readonly goals?: Readonly<Record<string, Values>>;
    readonly outputs?: Readonly<Record<string, Values>>;
    readonly operation?: "update" | "destroy";
}

/** A recording; its events end with a summary, if they have none of their own. */
export function recording({ resources = [], deployment, events = [], goals, outputs, operation }: Recorded): Recording {
    const all = events.some((event) => "summaryEvent" in event) ? events : [...events, ended()];
    const plans = Object.entries(goals ?? {}).map(([urn, goal]) => [urn, { goal, steps: [], state: outputs?.[urn] }]);
    return {
        stack: "dev",
        project: "shop",
        operation: operation ?? "update",
        state: JSON.stringify({ version: 3, deployment: { manifest: {}, resources, ...deployment } }),
        events: all.map((event) => `${JSON.stringify(event)}\n`).join(""),
        plan: goals && JSON.stringify({ manifest: {}, resourcePlans: Object.fromEntries(plans) }),
    };
}
