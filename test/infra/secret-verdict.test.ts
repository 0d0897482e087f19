import { describe, expect, it } from "vitest";
import { secretVerdict } from "../../infra/secret-verdict.ts";

const refusal = (number: number, text: string) =>
    JSON.stringify({
        error: "invalid_client",
        error_description: `AADSTS${number}: ${text}\r\nTrace ID: t1\r\nTimestamp: 2026-11-02 10:00:00Z`,
        error_codes: [number],
    });
const unknownSecret = refusal(7000215, "Invalid client secret provided.");
const wrongEndpoint = refusal(9002346, "Please use the /consumers endpoint.");

describe("secretVerdict", () => {
    it.each([
        ["a token", 200, '{"access_token":"x"}', "AzureADMyOrg", { kind: "accepted" }],
        [
            "an unknown secret",
            401,
            unknownSecret,
            "AzureADandPersonalMicrosoftAccount",
            {
                kind: "not known yet",
                said: "AADSTS7000215: Invalid client secret provided. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
            },
        ],
        [
            "an ended secret",
            401,
            refusal(7000222, "The provided client secret keys are expired."),
            "AzureADMyOrg",
            {
                kind: "refused",
                said: "AADSTS7000222: The provided client secret keys are expired. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
                advice: "The secret has ended already: renew the slot with an end that is to come.",
            },
        ],
        [
            "an app that is not in the directory",
            400,
            refusal(700016, "Application not found."),
            "AzureADMultipleOrgs",
            {
                kind: "refused",
                said: "AADSTS700016: Application not found. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
                advice: "The app registration is not in this directory: compare microsoft.tenantId with where it was made.",
            },
        ],
        [
            "an unknown secret of an app for personal accounts only",
            401,
            unknownSecret,
            "PersonalMicrosoftAccount",
            {
                kind: "not known yet",
                said: "AADSTS7000215: Invalid client secret provided. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
            },
        ],
        [
            "the wrong endpoint for personal accounts only",
            400,
            wrongEndpoint,
            "PersonalMicrosoftAccount",
            {
                kind: "cannot be tried",
                said: "AADSTS9002346: Please use the /consumers endpoint. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
            },
        ],
        [
            "the wrong endpoint for others",
            400,
            wrongEndpoint,
            "AzureADMyOrg",
            {
                kind: "refused",
                said: "AADSTS9002346: Please use the /consumers endpoint. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
            },
        ],
        [
            "an ended secret of an app for work and personal accounts",
            401,
            refusal(7000222, "The provided client secret keys are expired."),
            "AzureADandPersonalMicrosoftAccount",
            {
                kind: "refused",
                said: "AADSTS7000222: The provided client secret keys are expired. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
                advice: "The secret has ended already: renew the slot with an end that is to come.",
            },
        ],
        [
            "an app for personal accounts only that is switched off",
            401,
            refusal(7000112, "Application is disabled."),
            "PersonalMicrosoftAccount",
            {
                kind: "refused",
                said: "AADSTS7000112: Application is disabled. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z",
                advice: "The app is switched off: enable it under Enterprise applications, Properties, Enabled for users to sign-in.",
            },
        ],
        [
            "a refusal that nothing is known of",
            400,
            refusal(90099, "Something else."),
            "AzureADMyOrg",
            { kind: "refused", said: "AADSTS90099: Something else. Trace ID: t1 Timestamp: 2026-11-02 10:00:00Z" },
        ],
        [
            "a proxy's page",
            502,
            "<html>\n<h1>Bad gateway</h1>",
            "PersonalMicrosoftAccount",
            { kind: "refused", said: "HTTP 502: <html> <h1>Bad gateway</h1>" },
        ],
        ["nothing", 503, "", "AzureADMyOrg", { kind: "refused", said: "HTTP 503 without a word" }],
        ["JSON that is no object", 500, "null", "AzureADMyOrg", { kind: "refused", said: "HTTP 500: null" }],
    ] as const)("reads %s", (_what, status, body, audience, verdict) => {
        expect(secretVerdict({ status, body }, audience)).toEqual(verdict);
    });
});
