import type { PolicyResource, ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import type { ResourceType } from "./resource-types.ts";

/** What `validateResourceOfType` of the SDK does, for a type named by its token. */
export function validateResourceOf<Properties>(
    type: ResourceType<Properties>,
    validate: (properties: Properties, args: ResourceValidationArgs, report: ReportViolation) => void,
): ResourceValidation {
    const validation: ResourceValidation = (args, report) => {
        if (!isOf(type, args.type))
            return args.notApplicable(`Policy only applies to resources of type '${type.token}'`);
        validate(args.props as Properties, args, report);
    };
    // The SDK passes over a validation so marked without calling it, where the type is another.
    return type.otherTokens === undefined ? Object.assign(validation, { __pulumiType: type.token }) : validation;
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
