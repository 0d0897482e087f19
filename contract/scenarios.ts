import type { Scenario } from "./scenario.ts";
import { apiRefusalScenarios } from "./scenarios/api-refusals.ts";
import { apiScenarios } from "./scenarios/apis.ts";
import { applicationScenarios } from "./scenarios/application.ts";
import { applicationPasswordScenarios } from "./scenarios/application-password.ts";
import { auth0LookUpScenarios } from "./scenarios/auth0-lookups.ts";
import { auth0TroubleScenarios } from "./scenarios/auth0-trouble.ts";
import { clientScenarios } from "./scenarios/client.ts";
import { clientCredentialsScenarios } from "./scenarios/client-credentials.ts";
import { connectionScenarios } from "./scenarios/connection.ts";
import { linkScenarios } from "./scenarios/links.ts";
import { offerScenarios } from "./scenarios/offers.ts";
import { servicePrincipalScenarios } from "./scenarios/service-principal.ts";
import { stackScenarios } from "./scenarios/stacks.ts";

/** Everything that is recorded. */
export const scenarios: readonly Scenario[] = [
    ...connectionScenarios,
    ...clientScenarios,
    ...clientCredentialsScenarios,
    ...apiScenarios,
    ...apiRefusalScenarios,
    ...linkScenarios,
    ...offerScenarios,
    ...auth0LookUpScenarios,
    ...auth0TroubleScenarios,
    ...applicationScenarios,
    ...applicationPasswordScenarios,
    ...servicePrincipalScenarios,
    ...stackScenarios,
];
