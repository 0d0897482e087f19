import { Pool } from "undici";

export interface Load {
    readonly port: number;

    /** Host name the service answers under. */
    readonly hostName: string;
    readonly caPem: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
}

const connections = 16;

/** Answered requests per second over kept-alive TLS connections from this machine, for a bounded time. */
export async function requestsPerSecond(load: Load, milliseconds = 1500): Promise<number> {
    const pool = new Pool(`https://127.0.0.1:${load.port}`, {
        connections,
        connect: { ca: load.caPem, servername: load.hostName },
    });
    const headers = { ...load.headers, host: load.hostName };
    const end = performance.now() + milliseconds;
    let answered = 0;
    const client = async () => {
        while (performance.now() < end) {
            const { statusCode, body } = await pool.request({ method: "GET", path: load.path, headers });
            await body.dump();
            if (statusCode !== 200) throw new Error(`GET ${load.path} answered ${statusCode}`);
            answered += 1;
        }
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: connections }, client));
    const seconds = (performance.now() - start) / 1000;
    await pool.close();
    return answered / seconds;
}
