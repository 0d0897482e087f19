import { Pool } from "undici";
import type { Load } from "./requests-per-second.ts";

/** An access token by client credentials, from a token endpoint of the sandbox. */
export async function askToken(
    service: Pick<Load, "port" | "hostName" | "caPem">,
    path: string,
    grant: Readonly<Record<string, string>>,
): Promise<string> {
    const pool = new Pool(`https://127.0.0.1:${service.port}`, {
        connect: { ca: service.caPem, servername: service.hostName },
    });
    const { body } = await pool.request({
        method: "POST",
        path,
        headers: { host: service.hostName, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(grant).toString(),
    });
    const { access_token } = (await body.json()) as { access_token?: string };
    await pool.close();
    if (access_token === undefined) throw new Error(`POST ${path} gave no access token`);
    return access_token;
}
