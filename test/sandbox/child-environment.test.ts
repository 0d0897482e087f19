import { describe, expect, it } from "vitest";
import { childEnvironment } from "../../sandbox/child-environment.ts";

describe("the environment of what runs against the sandbox", () => {
    const realLooking = {
        AUTH0_DOMAIN: "acme.eu.auth0.com",
        AUTH0_CLIENT_SECRET: "real-auth0-secret",
        AUTH0_API_TOKEN: "real-auth0-token",
        ARM_CLIENT_SECRET: "real-arm-secret",
        ARM_USE_CLI: "true",
        AZURE_CONFIG_DIR: "/home/ann/.azure",
        AWS_SECRET_ACCESS_KEY: "real-aws-secret",
        PULUMI_ACCESS_TOKEN: "real-pulumi-token",
        PULUMI_BACKEND_URL: "azblob://state",
        PULUMI_HOME: "/home/ann/.pulumi",
        HTTPS_PROXY: "http://proxy.acme.example:3128",
        NODE_OPTIONS: "--require /home/ann/agent.js",
        HOME: "/home/ann",
        LANG: "en_GB.UTF-8",
    };
    const environment = childEnvironment({
        environment: realLooking,
        path: ["/engine", "/node"],
        folder: "/project/.sandbox",
        proxyUrl: "http://127.0.0.1:4711",
        caFile: "/project/.sandbox/ca.pem",
        auth0: { domain: "acme-dev.eu.auth0.com", clientId: "deployer", clientSecret: "made-up" },
        microsoft: { tenantId: "directory", clientId: "app", clientSecret: "made-up too" },
        passphrase: "throw-away",
    });

    it("is built from an allow list, so no real credential, home or proxy comes along", () => {
        expect(environment).toEqual({
            LANG: "en_GB.UTF-8",
            PATH: "/engine:/node",
            HOME: "/project/.sandbox",
            TMPDIR: "/project/.sandbox/tmp",
            HTTPS_PROXY: "http://127.0.0.1:4711",
            HTTP_PROXY: "http://127.0.0.1:4711",
            NO_PROXY: "127.0.0.1,localhost",
            NODE_USE_ENV_PROXY: "1",
            NODE_EXTRA_CA_CERTS: "/project/.sandbox/ca.pem",
            SSL_CERT_FILE: "/project/.sandbox/ca.pem",
            SSL_CERT_DIR: "/project/.sandbox/no-other-certificates",
            PULUMI_HOME: "/project/.sandbox/home",
            PULUMI_BACKEND_URL: "file:///project/.sandbox/state",
            PULUMI_CONFIG_PASSPHRASE: "throw-away",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
            AUTH0_DOMAIN: "acme-dev.eu.auth0.com",
            AUTH0_CLIENT_ID: "deployer",
            AUTH0_CLIENT_SECRET: "made-up",
            ARM_TENANT_ID: "directory",
            ARM_CLIENT_ID: "app",
            ARM_CLIENT_SECRET: "made-up too",
            ARM_USE_CLI: "false",
            ARM_USE_MSI: "false",
            ARM_USE_OIDC: "false",
        });
    });

    it("never switches the verification of certificates off", () => {
        expect(environment).not.toHaveProperty("NODE_TLS_REJECT_UNAUTHORIZED");
    });
});
