import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { ConnectionClient } from "../../resource-types.ts";
import { isProduction, productionStacks, stackOf } from "../../stack-kind.ts";

export const linkingIsExclusiveInProduction: ResourceValidationPolicy = {
    name: "linking-is-exclusive-in-production",
    description:
        "In production the clients of a connection are one list, so that a client that someone links by hand is taken out.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps:
        "Use one ConnectionClients instead of a ConnectionClient per client. Never in one step: done naively it ends with no links while the state says that all are there.",
    url: "https://www.pulumi.com/registry/packages/auth0/api-docs/connectionclients/",
    configSchema: { properties: productionStacks },
    validateResource: validateResourceOf(ConnectionClient, (_link, args, report) => {
        if (!isProduction(args)) return args.notApplicable(`${stackOf(args.urn)} is no stack of production`);
        report(`${args.name} is linked by itself in stack ${stackOf(args.urn)}; expected it in a ConnectionClients`);
    }),
};
