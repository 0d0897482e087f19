import { usable } from "../draft.ts";
import { keyText, removeCommand, setCommand } from "../key-path.ts";
import { clientRule, finding, type Rule, repeats } from "../rule.ts";

/** What holds in the keys by which clients prove who they are. */
export const publicKeyRules: readonly Rule[] = [
    clientRule("a client with private_key_jwt has a public key, and only such a client", ({ client, at }) => {
        if (client.kind !== "web" || client.authentication === undefined || client.publicKeys === undefined) return [];
        const byKey = client.authentication === "private_key_jwt";
        if (byKey !== (client.publicKeys.length === 0)) return [];
        return byKey
            ? [
                  finding(
                      at("publicKeys"),
                      undefined,
                      "the public key that the application's team gives, because authentication is private_key_jwt",
                      `put it into the stack file, or: ${setCommand(at("authentication"), "client_secret_post")}`,
                  ),
              ]
            : [
                  finding(
                      at("publicKeys"),
                      client.publicKeys,
                      `none, because authentication is ${client.authentication}`,
                      removeCommand(at("publicKeys")),
                  ),
              ];
    }),
    clientRule("a client has a public key once", ({ client, at }) => {
        if (client.kind !== "web") return [];
        const keys = usable(client.publicKeys);
        return (["name", "key"] as const).flatMap((what) =>
            repeats(keys.map(([index, key]) => [at("publicKeys", index, what), key[what]])).map(
                ({ path, first, value }) =>
                    finding(
                        path,
                        value,
                        `a ${what} that no other key has: it is ${keyText(first)} too`,
                        removeCommand(path.slice(0, -1)),
                    ),
            ),
        );
    }),
];
