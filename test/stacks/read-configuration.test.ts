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
        let raw: unknown;
        await record(() => {
            raw = readConfiguration();
        });
        expect(raw).toEqual({
            auth0: { domain: "acme-dev.eu.auth0.com" },
            protect: true,
            secretLifetimeDays: 90,
            linking: "additive",
            conections: {},
        });
    });
});
