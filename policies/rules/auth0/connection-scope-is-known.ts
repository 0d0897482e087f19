import type { ResourceValidationPolicy } from "@pulumi/policy";
import { connectionScopes } from "../../auth0-names.ts";
import { validateMicrosoftConnection } from "../../microsoft-connections.ts";
import { shown } from "../../shown.ts";
import { checkEach } from "../../unknown-values.ts";

export const connectionScopeIsKnown: ResourceValidationPolicy = {
    name: "connection-scope-is-known",
    description: "A connection to Microsoft asks for scopes only that the provider sends.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Use Auth0's own name of the option (graph_user, not User.Read). What has none, such as Mail.Send, apps ask for when a user connects the account. The provider drops unknown names in silence.",
    url: "https://www.pulumi.com/registry/packages/auth0/api-docs/connection/",
    validateResource: validateMicrosoftConnection(({ strategy = "", options }, _args, report) => {
        const known = connectionScopes[strategy] ?? [];
        checkEach(options?.scopes, (scope) => {
            if (known.includes(scope)) return;
            report(
                `scope ${shown(scope)} is no option of a ${strategy} connection; expected one of ${known.join(", ")}`,
            );
        });
    }),
};
