import { Pool } from "undici";

export interface Load {
    readonly port: number;

    /** Host name the service answers under. */
    readonly hostName: string;
    readonly caPem: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;

    /** A form to post. @default none: GET */
    readonly form?: Readonly<Record<string, string>>;

    /** Requests on their way at a time, each on a connection of its own. @default 16 */
    readonly atOnce?: number;

    /** Ends after so many. @default when the time is over */
    readonly requests?: number;
}

/** Answered requests per second over kept-alive TLS connections from this machine, for a bounded time or number. */
export async function requestsPerSecond(load: Load, milliseconds = 1500): Promise<number> {
    const { atOnce = 16, form, requests } = load;
    const pool = new Pool(`https://127.0.0.1:${load.port}`, {
        connections: atOnce,
        connect: { ca: load.caPem, servername: load.hostName },
    });
    const method = form === undefined ? "GET" : "POST";
    const headers = {
        ...load.headers,
        host: load.hostName,
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    };
    const sent = form === undefined ? null : new URLSearchParams(form).toString();
    let asked = 0;
    let answered = 0;
    const ask = async () => {
        const { statusCode, body } = await pool.request({ method, path: load.path, headers, body: sent });
        await body.dump();
        if (statusCode !== 200) throw new Error(`${method} ${load.path} answered ${statusCode}`);
    };
    // The connections are made before the time is taken.
    await Promise.all(Array.from({ length: atOnce }, ask));
    const start = performance.now();
    const goesOn = () => (requests === undefined ? performance.now() < start + milliseconds : asked < requests);
    const client = async () => {
        while (goesOn()) {
            asked += 1;
            await ask();
            answered += 1;
        }
    };
    await Promise.all(Array.from({ length: atOnce }, client));
    const seconds = (performance.now() - start) / 1000;
    await pool.close();
    return answered / seconds;
}
