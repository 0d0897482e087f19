import * as auth0 from "../infra/auth0-resources.ts";
import * as azuread from "../infra/azuread-resources.ts";
import { type Auth0Found, lookUpAuth0 } from "./auth0-lookups.ts";
import { lookUpMicrosoft, type MicrosoftFound } from "./microsoft-lookups.ts";
import type { Problem } from "./settings/problem.ts";
import type { Settings } from "./settings/settings.ts";

/** What a stack's program needs to know of the clouds before it declares anything. */
export type Found = Auth0Found & MicrosoftFound;

/** The providers' data sources. */
export type Providers = Pick<
    typeof auth0 & typeof azuread,
    | "getClient"
    | "getClientConfig"
    | "getConnection"
    | "getCustomDomains"
    | "getOrganization"
    | "getResourceServer"
    | "getServicePrincipal"
    | "getTenant"
>;

/** What a lookup came to: a value, or why there is none. */
export type Looked<T> =
    | { readonly value: T; readonly problems: readonly [] }
    | { readonly value?: undefined; readonly problems: readonly Problem[] };

/**
 * Compares the settings with both clouds, all at once. Without it a preview never contacts Auth0: wrong credentials, a wrong tenant
 * or a client that does not exist would show in the middle of the `up`.
 */
export async function lookUp(
    settings: Settings,
    providers: Providers = { ...auth0, ...azuread },
): Promise<Looked<Found>> {
    const [tenant, directory] = await Promise.all([
        lookUpAuth0(settings, providers),
        lookUpMicrosoft(settings, providers),
    ]);
    if (tenant.value === undefined || directory.value === undefined) {
        return { problems: [...tenant.problems, ...directory.problems] };
    }
    return { value: { ...tenant.value, ...directory.value }, problems: [] };
}

/** Everything in the clouds that does not fit a stack, in one message. */
export function lookupText(stack: string, problems: readonly Problem[]): string {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    return [
        `Stack "${stack}" and its clouds do not fit: ${count}. Nothing was changed.`,
        ...problems.map(({ key, given, allowed, fix }) =>
            [key, `  given:    ${given}`, `  allowed:  ${allowed}`, `  fix:      ${fix}`].join("\n"),
        ),
    ].join("\n\n");
}
