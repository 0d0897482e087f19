import { usable } from "../draft.ts";
import { removeCommand } from "../key-path.ts";
import { finding, findingIf, type Rule } from "../rule.ts";

/** What holds between a stack's domains. */
export const domainRules: readonly Rule[] = [
    {
        duty: "a custom domain is not the tenant domain",
        findings: ({ auth0 }) =>
            findingIf(
                auth0?.customDomain !== undefined && auth0.customDomain === auth0.domain,
                ["auth0", "customDomain"],
                auth0?.customDomain,
                "a verified domain of your own, not auth0.domain; or none",
                removeCommand(["auth0", "customDomain"]),
            ),
    },
    {
        duty: "a cut-over domain is not the domain in use",
        findings: ({ auth0 }) => {
            const inUse = auth0 !== undefined && "customDomain" in auth0 ? auth0.customDomain : auth0?.domain;
            return usable(auth0?.cutOverDomains)
                .filter(([, domain]) => domain === inUse)
                .map(([index, domain]) => {
                    const path = ["auth0", "cutOverDomains", index];
                    const allowed =
                        "a domain to move from or to, not the one in use: auth0.customDomain, else auth0.domain";
                    return finding(path, domain, allowed, removeCommand(path));
                });
        },
    },
];
