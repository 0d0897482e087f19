import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";
import { connectedAccountsScopes, isMyAccount } from "../../auth0-names.ts";
import { validateEither, validateResourceOf } from "../../of-type.ts";
import { Client, ClientGrant } from "../../resource-types.ts";
import { shown } from "../../shown.ts";
import { checkEach } from "../../unknown-values.ts";

interface Settings {
    readonly allowedScopes: readonly string[];
}

export const myAccountScopesAreNeeded: ResourceValidationPolicy = {
    name: "my-account-scopes-are-needed",
    description: "A client gets no more scopes of the My Account API than it takes to connect accounts.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "List the scopes one by one. Others of that API change how users sign in, their second factors too; where an app is for that, add them to the rule's setting allowedScopes.",
    url: "https://auth0.com/docs/manage-users/my-account-api",
    configSchema: {
        properties: {
            allowedScopes: {
                type: "array",
                items: { type: "string" },
                default: [...connectedAccountsScopes],
                description: "Scopes of the My Account API that a client may get.",
            },
        },
    },
    validateResource: validateEither(
        validateResourceOf(ClientGrant, ({ audience = "", allowAllScopes, scopes }, args, report) => {
            if (!isMyAccount(audience)) return args.notApplicable("Its audience is not the My Account API");
            const { allowedScopes } = args.getConfig<Settings>();
            if (allowAllScopes === true)
                report(`allowAllScopes is true; expected scopes: ${shown([...allowedScopes])}`);
            checkScopes("scopes", scopes, allowedScopes, report);
        }),
        validateResourceOf(Client, ({ refreshToken }, args, report) => {
            const { allowedScopes } = args.getConfig<Settings>();
            checkEach(refreshToken?.policies, ({ audience, scopes }) => {
                if (isMyAccount(audience)) checkScopes("refreshToken.policies", scopes, allowedScopes, report);
            });
        }),
    ),
};

function checkScopes(
    property: string,
    scopes: readonly string[] | undefined,
    allowed: readonly string[],
    report: ReportViolation,
): void {
    checkEach(scopes, (scope) => {
        if (!allowed.includes(scope))
            report(`${property} has ${shown(scope)}; expected no more than ${allowed.join(", ")}`);
    });
}
