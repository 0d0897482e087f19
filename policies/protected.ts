import type { ResourceValidation } from "@pulumi/policy";
import { validateResourceOf } from "./of-type.ts";
import type { ResourceType } from "./resource-types.ts";
import { isProduction, stackOf } from "./stack-kind.ts";

/** Checks that a resource is protected in production's stacks, those left out excepted. */
export function validateProtected<Properties>(
    type: ResourceType<Properties>,
    isLeftOut: (properties: Properties) => boolean = () => false,
): ResourceValidation {
    return validateResourceOf(type, (properties, args, report) => {
        if (!isProduction(args)) return args.notApplicable(`${stackOf(args.urn)} is no stack of production`);
        if (args.opts.protect || isLeftOut(properties)) return;
        report(`protect is false in stack ${stackOf(args.urn)}; expected true`);
    });
}
