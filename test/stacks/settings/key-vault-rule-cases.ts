import { formats } from "../../../stacks/settings/formats.ts";
import type { Problem } from "../../../stacks/settings/problem.ts";
import { type RawSettings, waadSettings } from "./happy-settings.ts";
import type { RuleCase } from "./rule-cases.ts";

/** Good settings of a stack with a key vault of its own, and readers of it. */
export function keyVaultSettings(): RawSettings {
    return {
        ...waadSettings(),
        keyVault: {
            subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
            resourceGroup: "rg-identity",
            name: "kv-acme-identity",
            location: "westeurope",
            allowedIps: ["203.0.113.10"],
            issued: "2026-11-02",
            readers: { portal: [{ objectId: reader }] },
        },
    };
}

const reader = "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f";

function vault(duty: string, breakIt: (settings: RawSettings) => void, ...problems: Problem[]): RuleCase {
    const settings = keyVaultSettings();
    breakIt(settings);
    return { duty, settings, problems };
}

function told(key: string, given: string, allowed: string, fix: string): Problem {
    return { key, given, allowed, fix };
}

const key = { name: "2026", key: formats.publicKey.example };

export const keyVaultRuleCases: readonly RuleCase[] = [
    vault(
        "a key vault that is made here has a place",
        (settings) => {
            delete settings.keyVault.location;
        },
        told(
            "keyVault.location",
            "nothing",
            "the Azure region to make the vault in",
            "pulumi config set --path 'microsoft-connection:keyVault.location' westeurope",
        ),
    ),
    vault(
        "an existing key vault keeps its place and its network rules",
        (settings) => {
            settings.keyVault.mode = "existing";
        },
        told(
            "keyVault.location",
            '"westeurope"',
            "nothing: an existing vault is where it is",
            "pulumi config rm --path 'microsoft-connection:keyVault.location'",
        ),
        told(
            "keyVault.allowedIps",
            '["203.0.113.10"]',
            "nothing: the network rules of an existing vault are its owner's",
            "pulumi config rm --path 'microsoft-connection:keyVault.allowedIps'",
        ),
    ),
    vault(
        "readers are of clients that the key vault has something of",
        (settings) => {
            settings.keyVault.readers.planer = settings.keyVault.readers.portal;
            settings.keyVault.readers.reports = settings.keyVault.readers.portal;
        },
        told(
            "keyVault.readers.planer",
            '"planer"',
            "as a key: a client of kind web or spa (portal, planner)",
            "rename the key to planner in the stack file",
        ),
        told(
            "keyVault.readers.reports",
            '"reports"',
            "as a key: a client of kind web or spa (portal, planner)",
            "pulumi config rm --path 'microsoft-connection:keyVault.readers.reports'",
        ),
    ),
    vault(
        "a client's secrets have a reader once",
        (settings) => {
            settings.keyVault.readers.portal.push({ objectId: reader, type: "Group" });
        },
        told(
            "keyVault.readers.portal[1]",
            `"${reader}"`,
            "each principal once: it is keyVault.readers.portal[0] too",
            "pulumi config rm --path 'microsoft-connection:keyVault.readers.portal[1]'",
        ),
    ),
    vault(
        "the names of a key vault's secrets differ",
        (settings) => {
            settings.clients["planner-api"] = { ...settings.clients.portal, name: "Planner, served" };
        },
        told(
            "clients.planner-api",
            "a secret named planner-api-client-id",
            "a key that makes no secret's name of another client: clients.planner has it too",
            "give the client another key in the stack file, with the one it has among its formerKeys",
        ),
        told(
            "clients.planner-api",
            "a secret named planner-api-client-secret",
            "a key that makes no secret's name of another client: clients.planner has it too",
            "give the client another key in the stack file, with the one it has among its formerKeys",
        ),
    ),
    vault(
        "a client with private_key_jwt has a public key, and only such a client",
        (settings) => {
            settings.clients.portal.authentication = "private_key_jwt";
        },
        told(
            "clients.portal.publicKeys",
            "nothing",
            "the public key that the application's team gives, because authentication is private_key_jwt",
            "put it into the stack file, or: pulumi config set --path 'microsoft-connection:clients.portal.authentication' client_secret_post",
        ),
    ),
    vault(
        "a client with private_key_jwt has a public key, and only such a client",
        (settings) => {
            settings.clients.portal.publicKeys = [key];
        },
        told(
            "clients.portal.publicKeys",
            "a list of 1",
            "none, because authentication is client_secret_post",
            "pulumi config rm --path 'microsoft-connection:clients.portal.publicKeys'",
        ),
    ),
    vault(
        "a client has a public key once",
        (settings) => {
            settings.clients.portal.authentication = "private_key_jwt";
            settings.clients.portal.publicKeys = [key, { ...key, name: "2027" }];
        },
        told(
            "clients.portal.publicKeys[1].key",
            "[secret]",
            "a key that no other key has: it is clients.portal.publicKeys[0].key too",
            "pulumi config rm --path 'microsoft-connection:clients.portal.publicKeys[1]'",
        ),
    ),
];
