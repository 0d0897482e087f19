import type { PolicyResource, ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import type { ResourceType } from "./resource-types.ts";

/**
 * What `validateResourceOfType` of the SDK does, for a type named by its token: the SDK passes over a validation that is marked so,
 * without calling it, where the type is another. One for several types it has to call; that ends without the SDK's exception for
 * what does not apply, of which a stack with a hundred clients would throw thousands.
 */
export function validateResourceOf<Properties>(
    type: ResourceType<Properties>,
    validate: (properties: Properties, args: ResourceValidationArgs, report: ReportViolation) => void,
): ResourceValidation {
    const validation: ResourceValidation = (args, report) => {
        if (isOf(type, args.type)) validate(args.props as Properties, args, report);
    };
    return type.otherTokens === undefined ? Object.assign(validation, { __pulumiType: type.token }) : validation;
}

/** One validation for resources of several types; a list of them would have the SDK unpack every resource for each. */
export function validateEither(...validations: readonly ResourceValidation[]): ResourceValidation {
    return (args, report) => {
        for (const validate of validations) void validate(args, report);
    };
}

/** A resource with its properties typed. */
export interface Found<Properties> {
    readonly resource: PolicyResource;
    readonly properties: Properties;
}

/** The resources of a type among those of a stack. */
export function resourcesOf<Properties>(
    type: ResourceType<Properties>,
    resources: readonly PolicyResource[],
): Found<Properties>[] {
    return resources
        .filter((resource) => isOf(type, resource.type))
        .map((resource) => ({ resource, properties: resource.props as Properties }));
}

export function isOf(type: ResourceType<unknown>, token: string): boolean {
    return token === type.token || (type.otherTokens?.test(token) ?? false);
}
