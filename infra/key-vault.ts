import * as pulumi from "@pulumi/pulumi";
import { type AzurePrincipalType, vaultRetentionDays } from "../catalogue/azure.ts";
import { RoleAssignment, Secret, Vault } from "./azure-native-resources.ts";
import type { DeliveredValue } from "./client-delivery.ts";
import { roleAssignmentName, roleDefinitionId, type VaultPlace, vaultId } from "./key-vault-ids.ts";
import { sorted } from "./sorted.ts";

/** A vault that is made here. */
export interface NewVault {
    /** Azure region. A change replaces the vault. */
    readonly location: string;

    /** Directory (tenant) ID of the directory whose principals may be let in. */
    readonly tenantId: string;

    /** Public addresses or ranges that may reach it; nobody else may. */
    readonly allowedIps: readonly string[];

    /** Whether Microsoft's trusted services pass the network rules. */
    readonly bypass: "AzureServices" | "None";

    /** Whoever deploys: without a role on the vault, its secrets cannot be deleted again. */
    readonly deployer: VaultPrincipal;
}

/** Whom a role is given to. */
export interface VaultPrincipal {
    readonly objectId: string;

    /** The SDK sends User for what it is not told; Azure refuses another type than the principal has. */
    readonly type: AzurePrincipalType;
}

export interface DeliveredClient {
    readonly values: readonly (DeliveredValue & { readonly value: pulumi.Input<string> })[];

    /** Names of its connections. */
    readonly connections: readonly string[];

    /** @default nobody is let in here */
    readonly readers?: readonly VaultPrincipal[];
}

export interface KeyVaultArgs extends VaultPlace {
    /** @default it is there already, and nothing of it but the secrets is managed */
    create?: NewVault | undefined;

    /** Stack that owns it, e.g. `microsoft-connection/dev`. */
    owningStack: string;

    /** Moment the secrets end, in whole seconds and UTC. A change writes each of them anew. */
    ends: string;

    /** What is put into it, by key of the client. */
    clients: Readonly<Record<string, DeliveredClient>>;

    /**
     * Refuses to delete or replace the vault.
     * @default false
     */
    protect?: boolean;
}

/** A key vault with the credentials of the linked clients: a secret per value, and for each the role of those who read it. */
export class KeyVault extends pulumi.ComponentResource {
    constructor(name: string, args: KeyVaultArgs, opts?: pulumi.ComponentResourceOptions) {
        super("microsoft-connection:index:KeyVault", name, {}, opts);
        const { create, subscriptionId, resourceGroup, protect = false } = args;
        const vault = create && new Vault(name, newVault(args, create), { parent: this, protect });

        // Azure Resource Manager makes secrets and cannot delete them: that takes a role on what is in the vault.
        const deployer =
            create &&
            new RoleAssignment(
                `${name}/deployer`,
                {
                    scope: vault?.id ?? vaultId(args),
                    roleDefinitionId: roleDefinitionId(subscriptionId, "Key Vault Secrets Officer"),
                    principalId: create.deployer.objectId,
                    principalType: create.deployer.type,
                    roleAssignmentName: roleAssignmentName(
                        vaultId(args),
                        "Key Vault Secrets Officer",
                        create.deployer.objectId,
                    ),
                },
                { parent: this },
            );

        for (const [client, { values, connections, readers = [] }] of Object.entries(args.clients)) {
            for (const value of values) {
                const secret = new Secret(
                    value.secret,
                    {
                        resourceGroupName: resourceGroup,
                        vaultName: args.name,
                        secretName: value.secret,
                        properties: {
                            value: pulumi.secret(value.value),
                            contentType: value.contentType,
                            attributes: { enabled: true, expires: Date.parse(args.ends) / 1000 },
                        },
                        tags: {
                            stack: args.owningStack,
                            client,
                            connection: connections.join(" ").slice(0, longestTag),
                            setting: value.setting,
                        },
                    },
                    {
                        parent: this,
                        dependsOn: deployer ?? [],
                        ...(vault === undefined ? {} : { deletedWith: vault }),
                    },
                );
                letIn(readers, secret, value.secret, args, this);
            }
        }
        this.registerOutputs();
    }
}

function newVault({ name, resourceGroup, owningStack }: KeyVaultArgs, create: NewVault) {
    return {
        vaultName: name,
        resourceGroupName: resourceGroup,
        location: create.location,
        tags: { stack: owningStack },
        properties: {
            tenantId: create.tenantId,
            sku: { family: "A", name: "standard" as const },
            // The SDK sends false for what it is not told, not Azure's own default.
            enableRbacAuthorization: true,
            enableSoftDelete: true,
            softDeleteRetentionInDays: vaultRetentionDays,
            enablePurgeProtection: true,
            publicNetworkAccess: "Enabled",
            networkAcls: {
                defaultAction: "Deny",
                bypass: create.bypass,
                ipRules: sorted(create.allowedIps).map((value) => ({ value: asRange(value) })),
                virtualNetworkRules: [],
            },
        },
    };
}

/** Key Vault gives a single address back as a range of one. */
function asRange(address: string): string {
    return address.includes("/") ? address : `${address}/32`;
}

/** Most characters of a tag's value. */
const longestTag = 256;

/** Lets principals read one secret and nothing else of the vault. */
function letIn(
    readers: readonly VaultPrincipal[],
    secret: Secret,
    name: string,
    args: KeyVaultArgs,
    parent: pulumi.Resource,
): void {
    const role = "Key Vault Secrets User";
    for (const { objectId, type } of readers) {
        new RoleAssignment(
            `${name}/${objectId}`,
            {
                scope: secret.id,
                roleDefinitionId: roleDefinitionId(args.subscriptionId, role),
                principalId: objectId,
                principalType: type,
                roleAssignmentName: roleAssignmentName(`${vaultId(args)}/secrets/${name}`, role, objectId),
            },
            { parent, deleteBeforeReplace: true },
        );
    }
}
