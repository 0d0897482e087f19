import { createHash } from "node:crypto";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { World } from "../../../sandbox/world.ts";

/**
 * SHA-256 of the public keys of the sandbox's certificates, for a browser to trust these and no others. Each is taken from a
 * connection through the sandbox's proxy that was verified against its authority.
 */
export function trustedKeys({ caPem, hostNames, proxyUrl }: World): Promise<string[]> {
    return Promise.all(hostNames.map((name) => keyOf(name, Number(new URL(proxyUrl).port), caPem)));
}

function keyOf(name: string, proxyPort: number, ca: string): Promise<string> {
    return new Promise((resolve, reject) => {
        const tunnel = connect(proxyPort, "127.0.0.1", () => {
            tunnel.write(`CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}:443\r\n\r\n`);
        });
        tunnel.once("error", reject);
        tunnel.once("data", () => {
            const socket = connectTls({ socket: tunnel, servername: name, ca }, () => {
                const key = socket.getPeerX509Certificate()?.publicKey.export({ type: "spki", format: "der" });
                socket.destroy();
                if (key === undefined) reject(new Error(`${name} shows no certificate`));
                else resolve(createHash("sha256").update(key).digest("base64"));
            });
            socket.once("error", reject);
        });
    });
}
