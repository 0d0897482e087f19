import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { Connection } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

export const connectionNameIsExplicit: ResourceValidationPolicy = {
    name: "connection-name-is-explicit",
    description: "A connection's name is chosen, not generated.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set name. Apps pass it as `connection`, and it can never be changed: another name is another connection, without the users of the first.",
    url: "https://www.pulumi.com/docs/iac/concepts/resources/names/",
    validateResource: validateResourceOf(Connection, (connection, args, report) => {
        const { name } = connection;
        if (name === undefined) return report(`name is not set; expected a name such as "microsoft"`);
        if (!isGenerated(name, args.name, connection)) return;
        report(`name is ${shown(name)}, which was generated; expected a name such as "microsoft"`);
    }),
};

/** A policy sees inputs after the provider has filled in a name: seven random digits behind the logical name, and a note of it. */
function isGenerated(name: string, logicalName: string, connection: object): boolean {
    const filledIn = "__defaults" in connection ? connection.__defaults : [];
    if (Array.isArray(filledIn) && filledIn.includes("name")) return true;
    return name.startsWith(`${logicalName}-`) && /^[0-9a-f]{7}$/.test(name.slice(logicalName.length + 1));
}
