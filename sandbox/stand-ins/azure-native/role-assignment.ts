import { computed, optional, optionalComputed, required } from "../properties.ts";
import type { Value, Values } from "../property-values.ts";
import type { ResourceType } from "../resource-type.ts";
import { uuid } from "../value-checks.ts";
import { apiVersions, createdResource } from "./arm-resource.ts";
import type { AzureApi } from "./azure-api.ts";
import { unlessMissing } from "./azure-client.ts";

/** A role that a principal has on a scope. */
export const roleAssignment: ResourceType<AzureApi> = {
    token: "azure-native:authorization:RoleAssignment",
    properties: {
        scope: required("string", { replaces: true }),
        roleAssignmentName: required("string", { replaces: true, check: uuid }),
        roleDefinitionId: required("string", { replaces: true }),
        principalId: required("string", { replaces: true }),
        principalType: optionalComputed("string", { replaces: true }),
        description: optional("string", { replaces: true }),
        name: computed("string"),
        type: computed("string"),
        azureApiVersion: computed("string"),
        createdOn: computed("string"),
        updatedOn: computed("string"),
    },
    imported: (id) => {
        const [, scope, roleAssignmentName] = idShape.exec(id) ?? [];
        return scope === undefined || roleAssignmentName === undefined ? undefined : { scope, roleAssignmentName };
    },

    async create(api, { inputs }, made) {
        const { scope, roleAssignmentName, roleDefinitionId, principalId, principalType, description } = inputs;
        const id = `${String(scope)}${collection}${String(roleAssignmentName)}`;
        const given = { roleDefinitionId, principalId, principalType, description };
        const properties = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
        await createdResource(api, id, apiVersions.authorization, { properties }, () => made(id));
    },

    async read({ arm }, id, known) {
        const body = await arm.find(id, apiVersions.authorization);
        if (body === undefined) return undefined;
        const { name, type, properties } = body as { name: Value; type: Value; properties: Values };
        const { roleDefinitionId, principalId, principalType, description, createdOn, updatedOn, scope } = properties;
        return {
            state: {
                name,
                type,
                // Azure gives a scope back in letters of its own.
                scope: sameText(scope, known["scope"]) ? known["scope"] : scope,
                roleAssignmentName: name,
                roleDefinitionId: sameText(roleDefinitionId, known["roleDefinitionId"])
                    ? known["roleDefinitionId"]
                    : roleDefinitionId,
                principalId,
                principalType,
                description,
                createdOn,
                updatedOn,
                azureApiVersion: apiVersions.authorization,
            },
        };
    },

    async delete({ arm }, id) {
        await arm.ask("DELETE", id, apiVersions.authorization).catch(unlessMissing);
    },
};

const collection = "/providers/Microsoft.Authorization/roleAssignments/";
const idShape = /^(\/.+)\/providers\/Microsoft\.Authorization\/roleAssignments\/([^/]+)$/i;

function sameText(one: Value | undefined, other: Value | undefined): boolean {
    return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}
