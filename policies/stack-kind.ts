import type { PolicyConfigSchema, ResourceValidationArgs } from "@pulumi/policy";

type Properties = PolicyConfigSchema["properties"];

/** Setting of the rules that hold in production only. */
export const productionStacks = {
    productionStacks: {
        type: "array",
        items: { type: "string" },
        default: ["(?<!pre-?|non-?)prod"],
        description: "Regular expressions, upper or lower case, one of which the names of production's stacks contain.",
    },
} satisfies Properties;

/** Setting of the rules that leave developers' machines alone. */
export const developmentStacks = {
    developmentStacks: {
        type: "array",
        items: { type: "string" },
        default: ["(^|[-_.])(dev|local|test|sandbox)"],
        description:
            "Regular expressions, upper or lower case, one of which the names of development's stacks contain.",
    },
} satisfies Properties;

type Args = Pick<ResourceValidationArgs, "urn" | "getConfig">;

export function isProduction(args: Args): boolean {
    return contains(args.getConfig<{ productionStacks: string[] }>().productionStacks, stackOf(args.urn));
}

export function isDevelopment(args: Args): boolean {
    return contains(args.getConfig<{ developmentStacks: string[] }>().developmentStacks, stackOf(args.urn));
}

/** Name of the stack that a resource is in, from its URN: `urn:pulumi:prod::project::type::name`. */
export function stackOf(urn: string): string {
    return urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "";
}

function contains(patterns: readonly string[], stack: string): boolean {
    return patterns.some((pattern) => new RegExp(pattern, "i").test(stack));
}
