import { describe, expect, it } from "vitest";
import { stackFileCopy } from "../../sandbox/stack-file-copy.ts";

describe("the copy of a stack file", () => {
    it("keeps the settings and their comments as they are", () => {
        const original = [
            "config:",
            "  # the tenant of development",
            "  microsoft-connection:auth0:",
            "    domain: acme-dev.eu.auth0.com",
            "",
        ].join("\n");

        expect(stackFileCopy(original)).toEqual({ text: original, changes: [] });
    });

    it("leaves out provider settings, which would win over the sandbox's own credentials and addresses", () => {
        const copy = stackFileCopy(
            [
                "config:",
                "  auth0:domain: acme.eu.auth0.com",
                "  azuread:tenantId: 11111111-1111-1111-1111-111111111111",
                "  azure-native:location: westeurope",
                "  pulumi:disable-default-providers: [auth0]",
                "  microsoft-connection:protect: true",
                "",
            ].join("\n"),
        );

        expect(copy).toEqual({
            text: "config:\n  microsoft-connection:protect: true\n",
            changes: [
                "auth0:domain: left out, the sandbox sets its own",
                "azuread:tenantId: left out, the sandbox sets its own",
                "azure-native:location: left out, the sandbox sets its own",
                "pulumi:disable-default-providers: left out, the sandbox sets its own",
            ],
        });
    });

    it("drops the encryption of the real back end and gives every encrypted setting a made-up value", () => {
        const copy = stackFileCopy(
            [
                "secretsprovider: azurekeyvault://acme.vault.azure.net/keys/pulumi",
                "encryptedkey: AAAA",
                "encryptionsalt: v1:BBBB",
                "config:",
                "  microsoft-connection:token:",
                "    secure: v1:CCCC",
                "  microsoft-connection:clients:",
                "    portal:",
                "      key:",
                "        secure: v1:DDDD",
                "",
            ].join("\n"),
        );

        expect(copy).toEqual({
            text: [
                "config:",
                "  microsoft-connection:token: sandbox-value-of-microsoft-connection-token",
                "  microsoft-connection:clients:",
                "    portal:",
                "      key: sandbox-value-of-key",
                "",
            ].join("\n"),
            changes: [
                "microsoft-connection:token: encrypted for the real back end, a made-up value here",
                "microsoft-connection:clients.portal.key: encrypted for the real back end, a made-up value here",
            ],
        });
    });

    it("gives an adopted connection a slot, because a sandbox does not have the secret that it keeps", () => {
        const copy = stackFileCopy(
            [
                "config:",
                "  microsoft-connection:secretLifetimeDays: 90",
                "  microsoft-connection:connections:",
                "    acme:",
                "      clientSecret:",
                "        active: existing",
                "",
            ].join("\n"),
            new Date("2026-11-26T12:00:00Z"),
        );

        expect(copy).toEqual({
            text: [
                "config:",
                "  microsoft-connection:secretLifetimeDays: 90",
                "  microsoft-connection:connections:",
                "    acme:",
                "      clientSecret:",
                "        active: a",
                "        slots:",
                "          a:",
                "            issued: 2026-11-26",
                "            ends: 2027-02-24",
                "",
            ].join("\n"),
            changes: ["connections.acme.clientSecret: kept by the adopted connection, a slot of its own here"],
        });
    });
});
