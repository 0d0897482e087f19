import { isIPv4 } from "node:net";
import { armErrors } from "../errors.ts";
import type { VaultProperties } from "../objects.ts";
import type { VaultChange } from "./vault-body.ts";

/** Up to this version Azure's own default is access policies; from it on, roles. */
const rolesByDefaultFrom = "2026-02-01";

/** The properties of a vault after a change, or of a new one; refused as Key Vault refuses them. */
export function changedProperties(
    before: VaultProperties | undefined,
    change: VaultChange & Pick<VaultProperties, "tenantId" | "sku">,
    apiVersion: string,
): VaultProperties {
    const { enablePurgeProtection, networkAcls, accessPolicies: _none, ...given } = change;
    refuse(before, change);
    const rules =
        networkAcls === undefined ? before?.networkAcls : { ...networkAcls, ipRules: ranges(networkAcls.ipRules) };
    return {
        enabledForDeployment: false,
        softDeleteRetentionInDays: 90,
        enableRbacAuthorization: apiVersion >= rolesByDefaultFrom,
        publicNetworkAccess: "Enabled",
        ...before,
        ...withoutUndefined(given),
        accessPolicies: [],
        enableSoftDelete: true,
        ...(enablePurgeProtection === true || before?.enablePurgeProtection ? { enablePurgeProtection: true } : {}),
        ...(rules === undefined ? {} : { networkAcls: rules }),
    };
}

function refuse(before: VaultProperties | undefined, change: VaultChange): void {
    const { enablePurgeProtection, enableSoftDelete, softDeleteRetentionInDays: days } = change;
    if (enablePurgeProtection === false) {
        throw armErrors.badRequest(
            'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
        );
    }
    if (enableSoftDelete === false) {
        throw armErrors.badRequest(
            'The property "enableSoftDelete" can be set to false only for creating new vault with soft-delete disabled, which is no longer possible.',
        );
    }
    if (days !== undefined && (days < 7 || days > 90)) {
        throw armErrors.badRequest('The property "softDeleteRetentionInDays" must be between 7 and 90.');
    }
    if (days !== undefined && before !== undefined && days !== before.softDeleteRetentionInDays) {
        throw armErrors.badRequest(
            'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
        );
    }
}

/** A single address comes back as a range of one. */
function ranges(rules: readonly { readonly value: string }[]): { value: string }[] {
    return rules.map(({ value }) => {
        const [address = "", bits = "32", ...rest] = value.split("/");
        if (!isIPv4(address) || rest.length > 0 || !/^\d+$/.test(bits) || Number(bits) > 32) {
            throw armErrors.badRequest(`The IP address or range '${value}' in networkAcls is not valid.`);
        }
        return { value: `${address}/${bits}` };
    });
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
        [K in keyof T]: Exclude<T[K], undefined>;
    };
}
