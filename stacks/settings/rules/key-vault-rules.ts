import { deliveredClients } from "../delivered-clients.ts";
import { type Draft, usable, usableEntries } from "../draft.ts";
import { formats } from "../formats.ts";
import { keyText, removeCommand, setCommand } from "../key-path.ts";
import { nearest } from "../nearest.ts";
import { finding, findingIf, type Rule, repeats } from "../rule.ts";
import type { KeyVaultSettings, Settings } from "../settings.ts";
import { shown } from "../shown.ts";
import { visible } from "../visible.ts";

/** What holds in the key vault's settings, and between them and the clients. */
export const keyVaultRules: readonly Rule[] = [
    keyVaultRule("a key vault that is made here has a place", ({ mode, ...keyVault }) =>
        findingIf(
            mode === "create" && !("location" in keyVault),
            ["keyVault", "location"],
            undefined,
            "the Azure region to make the vault in",
            setCommand(["keyVault", "location"], formats.azureLocation.example),
        ),
    ),
    keyVaultRule("an existing key vault keeps its place and its network rules", ({ mode, location, allowedIps }) => {
        if (mode !== "existing") return [];
        return [
            ...findingIf(
                location !== undefined,
                ["keyVault", "location"],
                location,
                "nothing: an existing vault is where it is",
                removeCommand(["keyVault", "location"]),
            ),
            ...findingIf(
                (allowedIps ?? []).length > 0,
                ["keyVault", "allowedIps"],
                allowedIps,
                "nothing: the network rules of an existing vault are its owner's",
                removeCommand(["keyVault", "allowedIps"]),
            ),
        ];
    }),
    keyVaultRule("readers are of clients that the key vault has something of", ({ readers }, settings) => {
        if (settings.clients === undefined) return [];
        const keys = Object.keys(deliveredClients(settings));
        return Object.keys(readers ?? {})
            .filter(
                (key) =>
                    !keys.includes(key) && (!Object.hasOwn(settings.clients ?? {}, key) || isExisting(settings, key)),
            )
            .map((key) => {
                const near = nearest(
                    key,
                    keys.filter((name) => !Object.hasOwn(readers ?? {}, name)),
                );
                return {
                    ...finding(
                        ["keyVault", "readers", key],
                        undefined,
                        `as a key: a client of kind web or spa (${keys.join(", ")})`,
                        near === undefined
                            ? removeCommand(["keyVault", "readers", key])
                            : `rename the key to ${near} in the stack file`,
                    ),
                    given: visible(JSON.stringify(key)),
                };
            });
    }),
    keyVaultRule("a client's secrets have a reader once", ({ readers }) =>
        usableEntries(readers).flatMap(([key, list]) =>
            repeats(usable(list).map(([index, { objectId }]) => [["keyVault", "readers", key, index], objectId])).map(
                ({ path, value, first }) => ({
                    ...finding(
                        path,
                        undefined,
                        `each principal once: it is ${keyText(first)} too`,
                        removeCommand(path),
                    ),
                    given: shown(path, value),
                }),
            ),
        ),
    ),
    keyVaultRule("the names of a key vault's secrets differ", (_, settings) =>
        // Key Vault takes capitals and small letters for the same.
        repeats(secretsOf(settings).map(({ client, name }) => [["clients", client], name.toLowerCase()]))
            .filter(({ path, first }) => path[1] !== first[1])
            .map(({ path, value, first }) => ({
                ...finding(
                    path,
                    undefined,
                    `a key that makes no secret's name of another client: ${keyText(first)} has it too`,
                    "give the client another key in the stack file, with the one it has among its formerKeys",
                ),
                given: `a secret named ${value}`,
            })),
    ),
];

type Findings = ReturnType<Rule["findings"]>;

/** A rule on the key vault, where there is one. */
function keyVaultRule(
    duty: string,
    findings: (keyVault: Draft<KeyVaultSettings>, settings: Draft<Settings>) => Findings,
): Rule {
    return {
        duty,
        findings: (settings) => (settings.keyVault === undefined ? [] : findings(settings.keyVault, settings)),
    };
}

function isExisting({ clients }: Draft<Settings>, key: string): boolean {
    return clients?.[key]?.kind === "existing";
}

function secretsOf(settings: Draft<Settings>): { client: string; name: string }[] {
    return Object.entries(deliveredClients(settings)).flatMap(([client, values]) =>
        values.map(({ secret }) => ({ client, name: secret })),
    );
}
