import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { selectedFields } from "./selected-fields.ts";
import type { Tenant } from "./tenant.ts";

/** GET /api/v2/tenants/settings */
export function getTenantSettings({ tenant, query }: ApiRequest): ApiResponse {
    return { status: 200, body: selectedFields(settingsOf(tenant), query) };
}

/** What Auth0 shows of a tenant whose settings nobody has changed. */
function settingsOf(tenant: Tenant): Management.GetTenantSettingsResponseContent {
    return {
        friendly_name: tenant.domain.split(".")[0] ?? tenant.domain,
        default_audience: "",
        default_directory: "",
        enabled_locales: ["en"],
        flags: {
            allow_changing_enable_sso: false,
            disable_impersonation: true,
            enable_sso: true,
            revoke_refresh_token_grant: false,
            disable_clickjack_protection_headers: false,
        },
        session_lifetime: 168,
        idle_session_lifetime: 72,
        sandbox_version: "22",
        sandbox_versions_available: ["22", "18"],
        oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
        resource_parameter_profile: "audience",
        session_cookie: { mode: "persistent" },
        customize_mfa_in_postlogin_action: false,
    };
}
