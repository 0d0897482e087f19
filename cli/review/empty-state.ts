import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";

/** Variables that give the engine an empty state in a folder, for a stack that the back end does not have: to preview it must make none there. */
export function emptyState(
    folder: string,
    environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const hasPassphrase =
        environment["PULUMI_CONFIG_PASSPHRASE"] !== undefined ||
        environment["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined;
    return {
        PULUMI_BACKEND_URL: `file://${folder}`,
        ...(hasPassphrase ? {} : { PULUMI_CONFIG_PASSPHRASE: randomBytes(24).toString("base64url") }),
    };
}
