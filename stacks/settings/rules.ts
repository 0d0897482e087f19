import type { Rule } from "./rule.ts";
import { appRegistrationRules } from "./rules/app-registration-rules.ts";
import { clientRules } from "./rules/client-rules.ts";
import { clientSecretRules } from "./rules/client-secret-rules.ts";
import { connectionRules } from "./rules/connection-rules.ts";
import { domainRules } from "./rules/domain-rules.ts";
import { generalRules } from "./rules/general-rules.ts";
import { keyVaultRules } from "./rules/key-vault-rules.ts";
import { publicKeyRules } from "./rules/public-key-rules.ts";
import { upstreamParamRules } from "./rules/upstream-param-rules.ts";

/** What the schema cannot say: all duties that lie between settings. */
export const rules: readonly Rule[] = [
    ...generalRules,
    ...domainRules,
    ...connectionRules,
    ...upstreamParamRules,
    ...appRegistrationRules,
    ...clientSecretRules,
    ...clientRules,
    ...publicKeyRules,
    ...keyVaultRules,
];
