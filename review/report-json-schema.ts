import { z } from "zod";
import { reportSchema } from "./report.ts";

/** JSON Schema of the report as data, for programs that read it in another language. */
export function reportJsonSchema(): object {
    return z.toJSONSchema(reportSchema, {
        target: "draft-7",
        // That a type is not changed in our code says nothing of the data.
        override: ({ jsonSchema }) => delete jsonSchema.readOnly,
    });
}
