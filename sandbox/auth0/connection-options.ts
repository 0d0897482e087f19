import type { Management } from "auth0";
import type { MicrosoftStrategy } from "../../catalogue/auth0.ts";
import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import { errors } from "./errors.ts";
import { shapeProblem } from "./shape-problem.ts";
import { connectionOptions } from "./shapes/connection-options-shapes.ts";

type Options = Management.ConnectionOptions;

/** Options as a request brings them: the published types know those of all strategies together. */
type GivenOptions = Options | Management.ConnectionPropertiesOptions | Management.UpdateConnectionOptions;

const identityPlatformV2 = "microsoft-identity-platform-v2.0";

/** The options that Auth0 keeps for those it is given: checked, with what it adds and forces. */
export function keptOptions(strategy: MicrosoftStrategy, given: GivenOptions, tenantDomain: string): Options {
    const problem = shapeProblem(given, connectionOptions[strategy].shape, "options");
    if (problem !== undefined) throw errors.payload(problem);
    const options = { ...given } as Options;
    return strategy === "windowslive" ? windowsliveOptions(options) : waadOptions(options, tenantDomain);
}

/** Whether Auth0 sends a provisioning ticket with a connection of these options (recorded: not where v2.0 is asked for). */
export function hasProvisioningTicket(strategy: MicrosoftStrategy, given: GivenOptions): boolean {
    return strategy === "waad" && (given as Options)["identity_api"] !== identityPlatformV2;
}

function windowsliveOptions(given: Options): Options {
    return { ...given, signin: true, scope: windowsliveScope(given) };
}

/**
 * The scope that Auth0 computes. Version 1 is Live Connect's; version 2 is Microsoft Graph's, a URL per option. Recorded for
 * `graph_user` alone; the others follow it, by the catalogue.
 */
function windowsliveScope(given: Options): string[] {
    if (given["strategy_version"] !== 2) return ["wl.signin"];
    return Object.entries(microsoftGraphScopes).flatMap(([name, scope]) => {
        const option = "windowsliveOption" in scope ? scope.windowsliveOption : undefined;
        if (option === undefined || given[option] !== true) return [];
        return [name === "offline_access" ? name : `https://graph.microsoft.com/${name}`];
    });
}

function waadOptions(given: Options, tenantDomain: string): Options {
    if (!isText(given["client_id"]) || !isText(given["client_secret"])) throw errors.waadCredentialsMissing();
    const common = given["useCommonEndpoint"] ?? given["waad_common_endpoint"] ?? false;
    if (common === true && given["userid_attribute"] !== "sub") throw errors.guessed.commonEndpointNeedsSub();

    return {
        identity_api: identityPlatformV2,
        should_trust_email_verified_connection: "never_set_emails_as_verified",
        use_wsfed: false,
        waad_protocol: "openid-connect",
        // Signing keys of Microsoft, asked for while the connection is made; these are none.
        ...(given["identity_api"] === identityPlatformV2 ? {} : { thumbprints: [], app_domain: tenantDomain }),
        ...given,
        useCommonEndpoint: common,
        waad_common_endpoint: common,
    };
}

function isText(value: unknown): boolean {
    return typeof value === "string" && value !== "";
}
