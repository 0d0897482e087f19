import type { World } from "../../sandbox/world.ts";

/** What is kept of a trial may be read by anybody: every secret that either service has issued is taken out. */
export function withoutSecrets(text: string, { directory, tenant }: World): string {
    return [...tenant.issuedSecrets, ...directory.issuedSecrets].reduce(
        (line, secret) => line.replaceAll(secret, "[secret]"),
        text,
    );
}
