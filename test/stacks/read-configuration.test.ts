import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../stacks/read-configuration.ts";
import { record } from "../infra/record.ts";

describe("readConfiguration", () => {
    it("has every key of the project, also those nobody knows, as the stack file has them", async () => {
        pulumi.runtime.setAllConfig({
            "microsoft-connection:auth0": '{"domain":"acme-dev.eu.auth0.com"}',
            "microsoft-connection:protect": "true",
            "microsoft-connection:secretLifetimeDays": "90",
            "microsoft-connection:linking": "additive",
            "microsoft-connection:conections": "{}",
            "auth0:domain": "acme-dev.eu.auth0.com",
        });
        let configuration: unknown;
        await record(() => {
            configuration = readConfiguration();
        });
        expect(configuration).toHaveProperty("raw", {
            auth0: { domain: "acme-dev.eu.auth0.com" },
            protect: true,
            secretLifetimeDays: 90,
            linking: "additive",
            conections: {},
        });
    });

    it("names the keys that are encrypted in the file, so that nothing of them is quoted", async () => {
        const setAllConfig = pulumi.runtime.setAllConfig as (config: object, secretKeys: readonly string[]) => void;
        setAllConfig(
            {
                "microsoft-connection:clients": "{}",
                "microsoft-connection:auth0": "{}",
                "auth0:clientSecret": "s3cret",
            },
            ["microsoft-connection:clients", "auth0:clientSecret"],
        );
        let configuration: unknown;
        await record(() => {
            configuration = readConfiguration();
        });
        expect(configuration).toEqual({ raw: { clients: {}, auth0: {} }, secretKeys: ["clients"] });
    });
});
