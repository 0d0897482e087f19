import { z } from "zod";
import { PersonError } from "../person-error.ts";
import type { AppSetting } from "./forms.ts";

const outputsSchema = z.object({
    clients: z.record(
        z.string(),
        z.object({
            kind: z.string(),
            settings: z.record(z.string(), z.string()),
            connectScopes: z.record(z.string(), z.array(z.string())),
        }),
    ),
    clientSecrets: z.record(z.string(), z.string()).default({}),
});

export interface AppSettingsOptions {
    readonly stack: string;

    /** Outputs of the deployed stack, secrets in the clear. */
    readonly outputs: unknown;

    /** Key of the client. @default the only one */
    readonly client: string | undefined;
    readonly showSecrets: boolean;
}

/** What an app has to be told, secrets last; fails for a person where it is not clear which app. */
export function appSettings({ client, outputs, showSecrets, stack }: AppSettingsOptions): AppSetting[] {
    const { clients, clientSecrets } = outputsSchema.parse(outputs);
    const key = client ?? onlyKey(stack, Object.keys(clients));
    const found = clients[key];
    if (found === undefined) {
        throw new PersonError(
            `Stack ${stack} has no client "${key}"; it has: ${Object.keys(clients).join(", ") || "none"}.`,
        );
    }
    const plain = { ...found.settings, AUTH0_CONNECT_SCOPES: JSON.stringify(found.connectScopes) };
    const secret = clientSecrets[key];
    return [
        ...Object.entries(plain).map(([name, value]) => ({ name, value, secret: false })),
        ...(secret === undefined
            ? []
            : [
                  {
                      name: secretNames[found.kind] ?? "AUTH0_CLIENT_SECRET",
                      secret: true,
                      ...(showSecrets ? { value: secret } : {}),
                  },
              ]),
    ];
}

/** What a client's secret is called in the app's settings: that of a single-page app belongs to its API. */
const secretNames: Readonly<Record<string, string>> = { spa: "AUTH0_API_CLIENT_SECRET" };

function onlyKey(stack: string, keys: readonly string[]): string {
    const [only, ...others] = keys;
    if (only !== undefined && others.length === 0) return only;
    throw new PersonError(
        keys.length === 0
            ? `Stack ${stack} has no clients.`
            : `Stack ${stack} has several clients; which one?\n${keys.map((key) => `  npm run env -- --stack ${stack} --client ${key}`).join("\n")}`,
    );
}
