import type { Check } from "./check.ts";
import { credentialChecks } from "./checks/credentials.ts";
import { domainChecks } from "./checks/domains.ts";
import { secretAndConsentChecks } from "./checks/secrets-and-consent.ts";
import { tenantChecks } from "./checks/tenant.ts";
import { toolAndStateChecks } from "./checks/tools-and-state.ts";

/** Everything that is looked at, in the order in which people read it. */
export const checks: readonly Check[] = [
    ...toolAndStateChecks,
    ...credentialChecks,
    ...domainChecks,
    ...tenantChecks,
    ...secretAndConsentChecks,
];
