import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateMicrosoftConnection } from "../../microsoft-connections.ts";
import { shown } from "../../shown.ts";

export const connectionOptionsAreNotIgnored: ResourceValidationPolicy = {
    name: "connection-options-are-not-ignored",
    description: "No change of a connection's options is ignored.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Take it out of ignoreChanges. It keeps nothing that was set by hand, because every update sends the options whole; and it keeps the old client secret in silence, until that ends and nobody can sign in.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
    validateResource: validateMicrosoftConnection((_connection, args, report) => {
        const ignored = args.opts.ignoreChanges.filter((path) => /^(\*|options\b|\["options"\])/.test(path));
        if (ignored.length > 0) report(`ignoreChanges has ${shown(ignored)}; expected nothing of options`);
    }),
};
