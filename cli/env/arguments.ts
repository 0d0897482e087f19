import type { ArgsDef } from "citty";
import { forms } from "./forms.ts";

/** Arguments of `npm run env`. */
export const envArguments = {
    stack: { type: "string", default: "dev", description: "Deployed stack", valueHint: "name" },
    client: { type: "string", description: "Key of the client; not needed where there is one only", valueHint: "key" },
    form: {
        type: "enum",
        options: Object.keys(forms) as (keyof typeof forms)[],
        default: "dotenv",
        description: Object.entries(forms)
            .map(([name, { meaning }]) => `${name}: ${meaning}`)
            .join("; "),
    },
    "show-secrets": { type: "boolean", default: false, description: "Secrets too, to a terminal" },
    pipe: {
        type: "boolean",
        default: false,
        description: "With --show-secrets: also where standard output is a pipe or a file",
    },
    real: { type: "boolean", default: false, description: "The stack as it is deployed at Auth0 and Microsoft" },
} as const satisfies ArgsDef;
