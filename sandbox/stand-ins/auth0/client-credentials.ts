import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import { isValues, type Value, type Values } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import type { Plan, ResourceType } from "../resource-type.ts";
import { listOf } from "../same-value.ts";
import { oneOf, rfc3339 } from "../value-checks.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { credentialRotation } from "./credential-rotation.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { keyThumbprint } from "./key-thumbprint.ts";
import { type Json, type ManagementClient, ManagementError, segment } from "./management-client.ts";

const credential: Properties = {
    credentialType: required("string", { check: oneOf(["public_key"]) }),
    pem: required("string"),
    name: optional("string"),
    algorithm: optional("string", { default: "RS256", json: "alg", check: oneOf(["RS256", "RS384", "PS256"]) }),
    parseExpiryFromCert: optional("boolean"),
    expiresAt: optionalComputed("string", { check: rfc3339 }),
    id: computed("string"),
    keyId: computed("string", { json: "kid" }),
    createdAt: computed("string"),
    updatedAt: computed("string"),
};

const properties: Properties = {
    clientId: required("string", { replaces: true }),
    authenticationMethod: optionalComputed("string", {
        json: "token_endpoint_auth_method",
        check: oneOf(["none", "client_secret_post", "client_secret_basic", "private_key_jwt"]),
    }),
    clientSecret: optionalComputed("string", { secret: true }),
    privateKeyJwt: optional({ object: { credentials: required({ set: { object: credential } }) } }),
};

/** How a client proves who it is: by its secret, or by a key. Certificates and signed request objects are left to the real provider. */
export const clientCredentials: ResourceType<Auth0Api> = {
    token: "auth0:index/clientCredentials:ClientCredentials",
    properties,
    imported: () => ({}),

    problem({ inputs, planned }) {
        if (inputs["privateKeyJwt"] !== undefined && inputs["clientSecret"] !== undefined)
            return 'Conflicting configuration arguments. "clientSecret": conflicts with privateKeyJwt';
        if (planned["authenticationMethod"] === "private_key_jwt" && keysIn(inputs).length === 0)
            return 'Client Credentials Missing: You must define client credentials when setting the authentication method as "private_key_jwt".';
        return undefined;
    },

    async create({ management }, plan, made) {
        const clientId = String(plan.inputs["clientId"]);
        await management.get(pathOf(clientId), { fields: "client_id", include_fields: "true" });
        made(clientId);
        if (plan.inputs["authenticationMethod"] === "private_key_jwt") {
            const ids: string[] = [];
            for (const key of keysIn(plan.inputs)) ids.push(await addKey(management, clientId, key));
            await attachKeys(management, clientId, ids);
        } else if (plan.inputs["authenticationMethod"] !== undefined)
            await setMethodAndSecret(management, clientId, plan);
    },

    async read({ management }, id, known) {
        const body = await orGone(management.get(pathOf(id)));
        const { credentials } = ((body["client_authentication_methods"] as Json | undefined)?.["private_key_jwt"] ??
            {}) as { credentials?: Json[] };
        const state = {
            clientId: String(body["client_id"] ?? id),
            clientSecret: String(body["client_secret"] ?? ""),
            authenticationMethod: credentials === undefined ? methodOf(body) : "private_key_jwt",
        };
        if (credentials === undefined) return { state: { ...state, privateKeyJwt: null } };
        const keys: Values[] = [];
        for (const { id: keyId } of credentials)
            keys.push(keyState(await management.get(`${pathOf(id)}/credentials/${segment(String(keyId))}`), known));
        return { state: { ...state, privateKeyJwt: { credentials: keys } } };
    },

    async update({ management }, id, plan) {
        await orGone(management.get(pathOf(id), { fields: "client_id", include_fields: "true" }));
        const method = String(plan.planned["authenticationMethod"]);
        const wasKeys = plan.prior?.["authenticationMethod"] === "private_key_jwt";
        if (wasKeys && method !== "private_key_jwt") await removeKeys(management, id, method);
        if (method === "private_key_jwt") await rotateKeys(management, id, plan);
        else await setMethodAndSecret(management, id, plan);
    },

    async delete({ management }, id) {
        const body = await orGone(management.get(pathOf(id), { fields: "client_id,app_type", include_fields: "true" }));
        const method = defaultMethod(body["app_type"]);
        const hadKeys = await removeKeys(management, id, method);
        if (!hadKeys) await management.patch(pathOf(id), { token_endpoint_auth_method: method });
    },
};

async function setMethodAndSecret(management: ManagementClient, id: string, { inputs, planned, changed }: Plan) {
    const method = planned["authenticationMethod"];
    if (changed("authenticationMethod")) await management.patch(pathOf(id), { token_endpoint_auth_method: method });
    if (method !== "none" && changed("clientSecret") && inputs["clientSecret"] !== undefined)
        await management.patch(pathOf(id), { client_secret: inputs["clientSecret"] });
}

async function rotateKeys(management: ManagementClient, id: string, { inputs, prior }: Plan): Promise<void> {
    const [before, after] = [keysIn(prior ?? {}), keysIn(inputs)];
    if (credentialRotation(before, after, 0).steps.length > 0) {
        let attached = (await listKeys(management, id)).map((key) => String(key["id"]));
        for (const step of credentialRotation(before, after, attached.length).steps) {
            if ("add" in step)
                attached = [...attached, await addKey(management, id, { parseExpiryFromCert: false, ...step.add })];
            else attached = attached.filter((key) => key !== step.remove);
            await attachKeys(management, id, attached);
            if ("remove" in step) await deleteKey(management, id, step.remove);
        }
    }
    for (const { id: key, expiresAt } of credentialRotation(before, after, 0).newEnds)
        await management.patch(`${pathOf(id)}/credentials/${segment(key)}`, {
            expires_at: expiresAt.replace(/\.0+(?=Z)/, ""),
        });
}

async function addKey(management: ManagementClient, id: string, key: Value): Promise<string> {
    const body = await management.post(`${pathOf(id)}/credentials`, bodyOf(credential, isValues(key) ? key : {}));
    return String(body["id"]);
}

function attachKeys(management: ManagementClient, id: string, keys: readonly string[]): Promise<Json> {
    return patchAuthentication(management, id, {
        client_authentication_methods: { private_key_jwt: { credentials: keys.map((key) => ({ id: key })) } },
        token_endpoint_auth_method: null,
    });
}

/** Takes all keys from a client. @returns whether it had any */
async function removeKeys(management: ManagementClient, id: string, method: string): Promise<boolean> {
    const keys = await listKeys(management, id);
    if (keys.length === 0) return false;
    await patchAuthentication(management, id, {
        client_authentication_methods: null,
        signed_request_object: null,
        token_endpoint_auth_method: method,
    });
    for (const key of keys) await management.delete(`${pathOf(id)}/credentials/${segment(String(key["id"]))}`);
    return true;
}

async function patchAuthentication(management: ManagementClient, id: string, body: Json): Promise<Json> {
    await management.get(pathOf(id), { fields: "client_id,app_type", include_fields: "true" });
    return management.patch(pathOf(id), body);
}

async function deleteKey(management: ManagementClient, id: string, key: string): Promise<void> {
    await management.delete(`${pathOf(id)}/credentials/${segment(key)}`).catch((error: unknown) => {
        if (!(error instanceof ManagementError && error.status === 404)) throw error;
    });
}

async function listKeys(management: ManagementClient, id: string): Promise<Json[]> {
    const list: unknown = await management.get(`${pathOf(id)}/credentials`, { include_totals: "true", per_page: "50" });
    if (!Array.isArray(list)) throw new ProviderError("failed to unmarshal response payload: credentials are no list");
    return list as Json[];
}

/** A key's state. Auth0 does not tell the key itself: it is kept from the state, unless Auth0 has another one now. */
function keyState(body: Json, known: Values): Values {
    const state = stateOf(credential, body);
    const kept =
        keysIn(known).find((key) => isValues(key) && key["id"] === state["id"]) ??
        keysIn(known).find((key) => isValues(key) && key["name"] === state["name"]);
    const { pem, parseExpiryFromCert } = isValues(kept ?? null) ? (kept as Values) : {};
    const isCurrent = typeof pem === "string" && keyThumbprint(pem) === state["keyId"];
    return { ...state, pem: isCurrent ? pem : "", parseExpiryFromCert: parseExpiryFromCert ?? false };
}

function keysIn({ privateKeyJwt }: Values): readonly Value[] {
    return isValues(privateKeyJwt) ? listOf(privateKeyJwt["credentials"]) : [];
}

function methodOf(body: Json): string {
    const method = body["token_endpoint_auth_method"];
    return typeof method === "string" && method !== "" ? method : defaultMethod(body["app_type"]);
}

function defaultMethod(appType: unknown): string {
    if (appType === "native" || appType === "spa") return "none";
    return appType === "regular_web" || appType === "non_interactive" ? "client_secret_post" : "client_secret_basic";
}

function pathOf(id: string): string {
    return `clients/${segment(id)}`;
}
