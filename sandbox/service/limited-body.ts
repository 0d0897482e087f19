import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";

/** How many times the largest size is read, and dropped, for the sake of an answer that arrives. */
const readOn = 16;

/**
 * Middleware that refuses bodies larger than a number of bytes. One that is not larger beyond all measure is read to its end first: a
 * client that still writes when the connection closes sees a broken connection instead of the refusal.
 */
export function limitedBody(maxSize: number, refusal: () => Error): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
        const { body } = c.req.raw;
        const declared = c.req.header("transfer-encoding") === undefined ? c.req.header("content-length") : undefined;
        if (body === null || Number(declared) <= maxSize) return next();
        if (Number(declared) > readOn * maxSize) throw refusal();
        const chunks: Uint8Array[] = [];
        let size = 0;
        const reader = body.getReader();
        for (let read = await reader.read(); !read.done && size <= readOn * maxSize; read = await reader.read()) {
            size += read.value.length;
            if (size <= maxSize) chunks.push(read.value);
        }
        if (size > maxSize) throw refusal();
        c.req.raw = new Request(c.req.raw, { body: Buffer.concat(chunks) });
        return next();
    };
}
