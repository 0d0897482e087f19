import { afterAll, beforeAll, vi } from "vitest";
import * as types from "../../../policies/resource-types.ts";
import { adminOnlyPermissionIsNamed } from "../../../policies/rules/entra/admin-only-permission-is-named.ts";
import { appRegistrationHasOwners } from "../../../policies/rules/entra/app-registration-has-owners.ts";
import { applicationIsProtectedInProduction } from "../../../policies/rules/entra/application-is-protected-in-production.ts";
import { clientSecretEndsInTime } from "../../../policies/rules/entra/client-secret-ends-in-time.ts";
import { clientSecretEndsInWholeSeconds } from "../../../policies/rules/entra/client-secret-ends-in-whole-seconds.ts";
import { noClientSecretInsideApplication } from "../../../policies/rules/entra/no-client-secret-inside-application.ts";
import { noExistingServicePrincipalOfMicrosoft } from "../../../policies/rules/entra/no-existing-service-principal-of-microsoft.ts";
import { noImplicitGrant } from "../../../policies/rules/entra/no-implicit-grant.ts";
import { noRelativeEndOfClientSecret } from "../../../policies/rules/entra/no-relative-end-of-client-secret.ts";
import { permissionIsAllowed } from "../../../policies/rules/entra/permission-is-allowed.ts";
import { redirectUriHasNoWildcard } from "../../../policies/rules/entra/redirect-uri-has-no-wildcard.ts";
import { redirectUriIsNotLocalhost } from "../../../policies/rules/entra/redirect-uri-is-not-localhost.ts";
import { redirectUriUsesHttps } from "../../../policies/rules/entra/redirect-uri-uses-https.ts";
import { tokenVersionIs2 } from "../../../policies/rules/entra/token-version-is-2.ts";
import { good } from "../good.ts";
import { describeRule } from "../rule-test.ts";
import { unknown } from "../verdicts.ts";

// One rule counts from today.
beforeAll(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-25T12:00:00Z") });
});
afterAll(() => {
    vi.useRealTimers();
});

const application = { type: types.Application, props: good.application };
const password = { type: types.ApplicationPassword, props: good.applicationPassword };
const graph = "00000003-0000-0000-c000-000000000000";

describeRule(redirectUriUsesHttps, {
    passes: application,
    broken: [
        [
            "web.redirectUris.0",
            "http://login.acme.example/login/callback",
            'redirect URI "http://login.acme.example/login/callback" is not https; expected https://…',
        ],
        [
            "singlePageApplication.redirectUris",
            ["http://planner.acme.example", "ftp://planner.acme.example"],
            'redirect URI "http://planner.acme.example" is not https; expected https://…',
            'redirect URI "ftp://planner.acme.example" is not https; expected https://…',
        ],
        [
            "web.redirectUris.0",
            "http://me:word@login.acme.example/callback?code=abc#token",
            'redirect URI "http://…@login.acme.example/callback?…" is not https; expected https://…',
        ],
        [
            "web.redirectUris",
            [unknown, "http://login.acme.example/a"],
            'redirect URI "http://login.acme.example/a" is not https; expected https://…',
            "can't run policy 'redirect-uri-uses-https' from policy pack 'pack@v1.0.0' during preview: string value at .web.redirectUris.0 can't be known during preview",
        ],
    ],
    fine: [
        ["web.redirectUris.0", "http://localhost:3000/callback"],
        ["publicClient.redirectUris", ["http://localhost", "com.acme.app://callback"]],
        ["web", undefined],
    ],
    needs: ["web", "web.redirectUris", "web.redirectUris.0"],
});

describeRule(redirectUriUsesHttps, {
    passes: {
        type: types.ApplicationRedirectUris,
        props: { type: "Web", redirectUris: ["https://login.acme.example/login/callback"] },
    },
    broken: [
        ["redirectUris.0", "http://a.example/", 'redirect URI "http://a.example/" is not https; expected https://…'],
    ],
    needs: ["type", "redirectUris"],
});

describeRule(redirectUriIsNotLocalhost, {
    passes: application,
    run: { stack: "staging" },
    broken: [
        "http://localhost:3000/callback",
        "https://localhost/callback",
        "http://127.0.0.1:8080/",
        "http://[::1]/callback",
    ].map(
        (uri) =>
            [
                "web.redirectUris.0",
                uri,
                `redirect URI "${uri}" is in stack staging; expected an address that is not on the user's own machine`,
            ] as const,
    ),
    fine: [["web.redirectUris.0", "https://localhost.acme.example/"]],
    needs: ["web.redirectUris.0"],
});

describeRule(redirectUriIsNotLocalhost, {
    passes: application,
    run: { stack: "acme-dev" },
    fine: [["web.redirectUris.0", "http://localhost:3000/callback"]],
});

describeRule(redirectUriHasNoWildcard, {
    passes: application,
    broken: [
        [
            "web.redirectUris.0",
            "https://*.acme.example/login/callback",
            'redirect URI "https://*.acme.example/login/callback" has a wildcard; expected one exact address',
        ],
    ],
    needs: ["web.redirectUris.0"],
});

describeRule(noImplicitGrant, {
    passes: application,
    broken: [
        [
            "web.implicitGrant.accessTokenIssuanceEnabled",
            true,
            "web.implicitGrant.accessTokenIssuanceEnabled is true; expected false",
        ],
        [
            "web.implicitGrant.idTokenIssuanceEnabled",
            true,
            "web.implicitGrant.idTokenIssuanceEnabled is true; expected false",
        ],
    ],
    fine: [["web.implicitGrant", undefined]],
    needs: ["web.implicitGrant.idTokenIssuanceEnabled"],
});

describeRule(noImplicitGrant, {
    passes: { type: types.ApplicationRegistration, props: { displayName: "Acme" } },
    broken: [
        ["implicitIdTokenIssuanceEnabled", true, "implicitIdTokenIssuanceEnabled is true; expected false"],
        ["implicitAccessTokenIssuanceEnabled", true, "implicitAccessTokenIssuanceEnabled is true; expected false"],
    ],
    needs: ["implicitIdTokenIssuanceEnabled"],
});

describeRule(tokenVersionIs2, {
    passes: application,
    broken: [
        ["api.requestedAccessTokenVersion", 1, "api.requestedAccessTokenVersion is 1; expected 2"],
        ["api", undefined, "api.requestedAccessTokenVersion is nothing; expected 2"],
    ],
    needs: ["api.requestedAccessTokenVersion"],
});

describeRule(tokenVersionIs2, {
    passes: { type: types.ApplicationRegistration, props: { displayName: "Acme" } },
    broken: [["requestedAccessTokenVersion", 1, "requestedAccessTokenVersion is 1; expected 2"]],
    fine: [["requestedAccessTokenVersion", 2]],
    needs: ["requestedAccessTokenVersion"],
});

describeRule(clientSecretEndsInTime, {
    passes: password,
    broken: [
        [
            "endDate",
            "2027-05-02T00:00:00Z",
            'endDate is "2027-05-02T00:00:00Z"; expected a day until 2027-05-01, 180 days from "2026-11-02T00:00:00Z"',
        ],
        [
            "endDate",
            undefined,
            'endDate is not set; expected a day until 2027-05-01, 180 days from "2026-11-02T00:00:00Z"',
        ],
        [
            "endDate",
            "next spring",
            'endDate is "next spring"; expected a day until 2027-05-01, 180 days from "2026-11-02T00:00:00Z"',
        ],
        ["startDate", "soon", 'startDate is "soon"; expected a moment such as 2027-03-01T00:00:00Z'],
        [
            "startDate",
            "2026-10-31T00:00:00Z",
            'endDate is "2027-05-01T00:00:00Z"; expected a day until 2027-04-29, 180 days from "2026-10-31T00:00:00Z"',
        ],
    ],
    fine: [["startDate", undefined]],
    needs: ["endDate", "startDate"],
});

describeRule(clientSecretEndsInTime, {
    passes: {
        type: types.ApplicationPassword,
        props: { displayName: "slot a, issued 2030-01-01", endDate: "2030-06-30T00:00:00Z" },
    },
    broken: [
        [
            "endDate",
            "2030-07-01T00:00:00Z",
            'endDate is "2030-07-01T00:00:00Z"; expected a day until 2030-06-30, 180 days from "2030-01-01"',
        ],
    ],
    needs: ["displayName"],
});

describeRule(clientSecretEndsInTime, {
    passes: { type: types.ApplicationPassword, props: { endDate: "2027-02-23T00:00:00Z" } },
    run: { settings: { "client-secret-ends-in-time": { days: 90 } } },
    broken: [
        [
            "endDate",
            "2027-02-24T00:00:00Z",
            'endDate is "2027-02-24T00:00:00Z"; expected a day until 2027-02-23, 90 days from today',
        ],
    ],
});

describeRule(clientSecretEndsInWholeSeconds, {
    passes: password,
    broken: [
        [
            "endDate",
            "2027-05-01T00:00:00.000Z",
            'endDate is "2027-05-01T00:00:00.000Z"; expected "2027-05-01T00:00:00Z"',
        ],
        ["endDate", "2027-05-01", 'endDate is "2027-05-01"; expected "2027-05-01T00:00:00Z"'],
        [
            "startDate",
            "2026-11-02T02:00:00+02:00",
            'startDate is "2026-11-02T02:00:00+02:00"; expected "2026-11-02T00:00:00Z"',
        ],
        ["endDate", "next spring", 'endDate is "next spring"; expected "2027-03-01T00:00:00Z"'],
    ],
    fine: [["endDate", undefined]],
    needs: ["endDate", "startDate"],
});

describeRule(noRelativeEndOfClientSecret, {
    passes: password,
    broken: [
        [
            "endDateRelative",
            "4320h",
            'endDateRelative is "4320h", which is never sent; expected endDate: "2027-03-01T00:00:00Z"',
        ],
    ],
    needs: ["endDateRelative"],
});

describeRule(noClientSecretInsideApplication, {
    passes: application,
    broken: [
        [
            "password",
            { displayName: "inline", value: "a client secret" },
            "password is set; expected an ApplicationPassword beside the application",
        ],
    ],
    needs: ["password"],
});

describeRule(appRegistrationHasOwners, {
    passes: application,
    broken: [
        ["owners", ["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"], "it has 1 owner; expected at least 2"],
        ["owners", undefined, "it has 0 owners; expected at least 2"],
    ],
    // Who they are is not needed to count them.
    fine: [["owners", [unknown, unknown]]],
    needs: ["owners"],
});

describeRule(permissionIsAllowed, {
    passes: application,
    broken: [
        [
            "requiredResourceAccesses.0.resourceAccesses.0.id",
            "11111111-2222-3333-4444-555555555555",
            'delegated permission "11111111-2222-3333-4444-555555555555" of Microsoft Graph is none this pack knows; expected one of the 46 in allowedScopes',
        ],
        [
            "requiredResourceAccesses.0.resourceAccesses.0.type",
            "Role",
            'application permission "e1fe6dd8-ba31-4d61-89e7-88639da4683d" is asked for; expected none, because allowedAppRoles lists none',
        ],
    ],
    // Of another API, and one that the other rule is for.
    fine: [
        ["requiredResourceAccesses.0.resourceAppId", "9a5c1f7e-3b2d-4e68-8f10-7d6c5b4a3928"],
        ["requiredResourceAccesses.0.resourceAccesses.0.id", "5f8c59db-677d-491f-a6b8-5f174b11ec1d"],
    ],
    needs: ["requiredResourceAccesses", "requiredResourceAccesses.0.resourceAccesses.0.id"],
});

describeRule(permissionIsAllowed, {
    passes: {
        type: types.ApplicationApiAccess,
        props: { apiClientId: graph, scopeIds: ["e1fe6dd8-ba31-4d61-89e7-88639da4683d"] },
    },
    run: { settings: { "permission-is-allowed": { allowedScopes: ["User.Read", "Calendars.Read"] } } },
    broken: [
        [
            "scopeIds",
            ["570282fd-fa5c-430d-a7fd-fc8dc98a9dca"],
            'delegated permission "Mail.Read" is not allowed; expected one of User.Read, Calendars.Read',
        ],
    ],
    needs: ["scopeIds.0", "apiClientId"],
});

describeRule(adminOnlyPermissionIsNamed, {
    passes: application,
    broken: [
        [
            "requiredResourceAccesses.0.resourceAccesses.0.id",
            "5f8c59db-677d-491f-a6b8-5f174b11ec1d",
            'delegated permission "Group.Read.All" is for administrators; expected it in adminOnlyScopes, which has []',
        ],
    ],
    needs: ["requiredResourceAccesses.0.resourceAccesses.1.id"],
});

describeRule(adminOnlyPermissionIsNamed, {
    passes: { type: types.DelegatedPermissionGrant, props: { claimValues: ["User.Read", "access_as_user"] } },
    run: { settings: { "admin-only-permission-is-named": { adminOnlyScopes: ["Group.Read.All"] } } },
    broken: [
        [
            "claimValues.0",
            "Directory.Read.All",
            'delegated permission "Directory.Read.All" is for administrators; expected it in adminOnlyScopes, which has [Group.Read.All]',
        ],
    ],
    fine: [["claimValues.0", "Group.Read.All"]],
    needs: ["claimValues.0"],
});

describeRule(noExistingServicePrincipalOfMicrosoft, {
    passes: {
        type: types.ServicePrincipal,
        props: { useExisting: true, clientId: "8d2f4b60-4a57-4c9e-9d0f-6b1a3c5e7f92" },
    },
    run: { settings: { "no-existing-service-principal-of-microsoft": { otherClientIds: ["an-app-of-acme"] } } },
    broken: [
        graph,
        "00000002-0000-0ff1-ce00-000000000000",
        "797f4846-ba00-4fd7-ba43-dac1f8f63013",
        "an-app-of-acme",
    ].map(
        (id) =>
            [
                "clientId",
                id,
                `useExisting is true for "${id}"; expected azuread.getServicePrincipal({ clientId: "${id}" })`,
            ] as const,
    ),
    fine: [
        ["useExisting", false],
        ["useExisting", undefined],
    ],
    needs: ["useExisting", "clientId"],
});

describeRule(applicationIsProtectedInProduction, {
    passes: { ...application, protect: true },
    run: { stack: "acme-prod" },
    broken: [["opts.protect", false, "protect is false in stack acme-prod; expected true"]],
});

describeRule(applicationIsProtectedInProduction, {
    passes: { ...application, protect: true },
    run: { stack: "live", settings: { "application-is-protected-in-production": { productionStacks: ["^live$"] } } },
    broken: [["opts.protect", false, "protect is false in stack live; expected true"]],
});

describeRule(applicationIsProtectedInProduction, { passes: application, run: { stack: "preprod" } });
