import { microsoftLoginHost } from "../../../catalogue/microsoft.ts";
import { errors } from "../errors.ts";
import type { Connection } from "../objects.ts";

/** Microsoft's endpoints for a connection. */
export interface MicrosoftEndpoints {
    readonly authorize: string;
    readonly token: string;
    readonly keys: string;
}

/** The endpoints of the authority that a connection signs people in with. */
export function microsoftEndpoints(connection: Connection): MicrosoftEndpoints {
    if (connection.options["identity_api"] === "azure-active-directory-v1.0") {
        throw errors.notServed("sign-in with identity_api azure-active-directory-v1.0");
    }
    const base = `https://${microsoftLoginHost}/${encodeURIComponent(authority(connection))}`;
    return {
        authorize: `${base}/oauth2/v2.0/authorize`,
        token: `${base}/oauth2/v2.0/token`,
        keys: `${base}/discovery/v2.0/keys`,
    };
}

/**
 * The directory of a `waad` connection, or `common` where it takes people of all. For `windowslive` Auth0 does not say which
 * it asks; `common` is the one that lets in what the app registration lets in.
 */
function authority({ strategy, options }: Connection): string {
    if (strategy === "windowslive") return "common";
    if (options["useCommonEndpoint"] === true || options["waad_common_endpoint"] === true) return "common";
    const directory = options["tenant_domain"] ?? options["domain"];
    return typeof directory === "string" && directory !== "" ? directory : "common";
}
