import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";

/**
 * Middleware that refuses bodies larger than a number of bytes. It reads them to their end first: a client that still writes
 * when the connection closes would see a broken connection instead of the refusal.
 */
export function limitedBody(maxSize: number, refusal: () => Error): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const { body } = c.req.raw;
        const declared = c.req.header("transfer-encoding") === undefined ? c.req.header("content-length") : undefined;
        if (body === null || (declared !== undefined && Number(declared) <= maxSize)) return next();
        const chunks: Uint8Array[] = [];
        let size = 0;
        for await (const chunk of body) {
            size += chunk.length;
            if (size <= maxSize) chunks.push(chunk);
        }
        if (size > maxSize) throw refusal();
        c.req.raw = new Request(c.req.raw, { body: Buffer.concat(chunks) });
        return next();
    };
}
