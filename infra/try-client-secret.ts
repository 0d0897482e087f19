import * as pulumi from "@pulumi/pulumi";
import { microsoftGraphHost, microsoftLoginHost, type SignInAudience } from "../catalogue/microsoft.ts";
import { inProgram } from "./in-program.ts";
import { revealed } from "./revealed.ts";
import { type SecretVerdict, secretVerdict, type TokenAnswer } from "./secret-verdict.ts";

/** How long a new secret is waited for. */
export interface Patience {
    /** Most milliseconds from the first try to the last. */
    readonly forMs: number;

    /** Milliseconds between two tries. */
    readonly everyMs: number;
}

/** Microsoft is said to need seconds to minutes; 4 to 18 seconds were observed. */
export const defaultPatience: Patience = { forMs: 120_000, everyMs: 3_000 };

export interface TryClientSecretArgs {
    /** Directory (tenant) ID of the app registration. */
    tenantId: string;

    /** Accounts the app registration is for. */
    audience: SignInAudience;

    /** @default two minutes, every three seconds */
    patience?: Patience | undefined;
}

/**
 * A hook for a connection: before it is given a new client secret, Microsoft has to have taken that secret. So a secret that does not
 * work never reaches the connection, which goes on with the one it has, and the next `pulumi up` tries again.
 */
export function tryClientSecret(
    name: string,
    { tenantId, audience, patience = defaultPatience }: TryClientSecretArgs,
    about: pulumi.Resource,
): pulumi.ResourceHook {
    const hook: pulumi.ResourceHookFunction = async ({ newInputs, oldInputs }) => {
        const [now, before] = await Promise.all([credentialsIn(newInputs), credentialsIn(oldInputs)]);
        // The hook runs before every change of the connection, that of its display name too.
        if (now?.clientSecret === undefined || now.clientSecret === before?.clientSecret) return;

        const { clientId, clientSecret } = now;
        await acceptance({
            ask: () => askForToken(tenantId, clientId, clientSecret),
            audience,
            patience,
            report: (text) => pulumi.log.info(withoutSecret(text, clientSecret), about),
        }).catch((error: unknown) => {
            throw new Error(withoutSecret(error instanceof Error ? error.message : String(error), clientSecret));
        });
    };
    return new pulumi.ResourceHook(`try-client-secret/${name}`, inProgram(hook));
}

export interface AcceptanceArgs {
    /** Sends the secret to Microsoft. */
    ask: () => Promise<TokenAnswer>;

    audience: SignInAudience;
    patience: Patience;

    /** Tells the person at the terminal how it goes. */
    report: (text: string) => void;

    /** @default the system's clock */
    now?: () => number;

    /** @default a real wait */
    wait?: (ms: number) => Promise<void>;
}

/** Asks until the secret is accepted; fails at once on any answer that will not change, and when patience ends. */
export async function acceptance(args: AcceptanceArgs): Promise<void> {
    const { ask, audience, patience, report, now = Date.now, wait = pause } = args;
    const start = now();

    for (let tries = 1; ; tries++) {
        const verdict: SecretVerdict = secretVerdict(await ask(), audience);
        const waited = now() - start;

        switch (verdict.kind) {
            case "accepted":
                if (tries > 1) report(`Microsoft knows the new client secret after ${seconds(waited)}.`);
                return;
            case "cannot be tried":
                report(
                    `the new client secret is used untried, personal accounts have no endpoint for it: ${verdict.said}`,
                );
                return;
            case "refused":
                throw new Error(
                    [
                        `Microsoft did not take the new client secret: ${verdict.said}`,
                        ...(verdict.advice === undefined ? [] : [verdict.advice]),
                        "The connection keeps the one it has; run `pulumi up` again when this is settled.",
                    ].join(" "),
                );
            case "not known yet":
                if (waited + patience.everyMs > patience.forMs) {
                    throw new Error(
                        `Microsoft did not know the new client secret after ${seconds(waited)} and ${tries} tries: ${verdict.said} The connection keeps the one it has; run \`pulumi up\` again in some minutes, it only switches the connection then.`,
                    );
                }
                report(
                    `waiting until Microsoft knows the new client secret: ${seconds(waited)} of at most ${seconds(patience.forMs)}, usually under 20 s`,
                );
                await wait(patience.everyMs);
        }
    }
}

async function askForToken(tenantId: string, clientId: string, clientSecret: string): Promise<TokenAnswer> {
    const url = `https://${microsoftLoginHost}/${tenantId}/oauth2/v2.0/token`;
    try {
        const response = await fetch(url, {
            method: "POST",
            body: new URLSearchParams({
                grant_type: "client_credentials",
                client_id: clientId,
                client_secret: clientSecret,
                scope: `https://${microsoftGraphHost}/.default`,
            }),
            signal: AbortSignal.timeout(30_000),
        });
        return { status: response.status, body: await response.text() };
    } catch (error) {
        throw new Error(
            `${url} cannot be reached to try the new client secret: ${reason(error)}. The connection keeps the one it has; run \`pulumi up\` again.`,
        );
    }
}

interface Credentials {
    readonly clientId: string;
    readonly clientSecret: string | undefined;
}

/** Client id and secret in a connection's inputs; its options arrive as one secret. */
async function credentialsIn(inputs: Record<string, unknown> | undefined): Promise<Credentials | undefined> {
    const options = (await revealed(inputs?.["options"])) as Record<string, unknown> | undefined;
    if (options === undefined) return undefined;
    const [clientId, clientSecret] = await Promise.all([
        revealed(options["clientId"]),
        revealed(options["clientSecret"]),
    ]);
    return { clientId: String(clientId), clientSecret: typeof clientSecret === "string" ? clientSecret : undefined };
}

function withoutSecret(text: string, secret: string): string {
    return text.replaceAll(secret, "[secret]");
}

/** `fetch` hides why it failed in the cause. */
function reason(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

function seconds(ms: number): string {
    return `${Math.round(ms / 1000)} s`;
}

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
