import { readFileSync } from "node:fs";
import type { z } from "zod";
import { variable } from "./runner.ts";

/** What started the workflow, as GitHub tells it. */
export function event<T extends z.ZodType>(schema: T): z.infer<T> {
    return schema.parse(JSON.parse(readFileSync(variable("GITHUB_EVENT_PATH"), "utf8")));
}
