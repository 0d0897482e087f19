import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, describe, expect, it, vi } from "vitest";
import { directoryToken } from "../../stacks/directory-token.ts";

const deployer = { ARM_TENANT_ID: "directory", ARM_CLIENT_ID: "deployer" };

describe("directoryToken", () => {
    afterEach(() => vi.unstubAllGlobals());

    async function asked(environment: Record<string, string>) {
        const requests: string[] = [];
        vi.stubGlobal("fetch", async (url: URL | string, init?: RequestInit) => {
            requests.push(`${url} ${new URLSearchParams(String(init?.body ?? ""))}`.trim());
            return Response.json({ value: "workflow-token", access_token: "graph-token" });
        });
        const token = directoryToken({ ...deployer, ...environment });
        if (token === undefined) return undefined;
        expect([await token(), await token()]).toEqual(["graph-token", "graph-token"]);
        return requests;
    }

    const login = "https://login.microsoftonline.com/directory/oauth2/v2.0/token";
    const common =
        "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id=deployer";
    const bearer = "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

    it("is asked for once, with the deployer's secret", async () => {
        expect(await asked({ ARM_CLIENT_SECRET: "hush" })).toEqual([`${login} ${common}&client_secret=hush`]);
    });

    it("is asked for with a token that a workflow was given", async () => {
        expect(await asked({ ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "given" })).toEqual([
            `${login} ${common}&${bearer}&client_assertion=given`,
        ]);
    });

    it("is asked for with a token that a workflow gets at GitHub", async () => {
        const github = {
            ARM_USE_OIDC: "true",
            ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example/?v=1",
            ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t",
        };
        expect(await asked(github)).toEqual([
            "https://token.example/?v=1&audience=api%3A%2F%2FAzureADTokenExchange",
            `${login} ${common}&${bearer}&client_assertion=workflow-token`,
        ]);
    });

    it("reads what the provider reads from files", async () => {
        const folder = mkdtempSync(`${tmpdir()}/directory-token-`);
        try {
            writeFileSync(`${folder}/secret`, "hush\n");
            writeFileSync(`${folder}/token`, "given\n");
            expect(await asked({ ARM_CLIENT_SECRET_FILE_PATH: `${folder}/secret` })).toEqual([
                `${login} ${common}&client_secret=hush`,
            ]);
            expect(await asked({ ARM_USE_OIDC: "1", ARM_OIDC_TOKEN_FILE_PATH: `${folder}/token` })).toEqual([
                `${login} ${common}&${bearer}&client_assertion=given`,
            ]);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("does not quote a workflow's token that no header takes", async () => {
        const token = directoryToken({
            ...deployer,
            ARM_USE_OIDC: "true",
            ARM_OIDC_REQUEST_URL: "https://token.example/",
            ARM_OIDC_REQUEST_TOKEN: "hush\nhush",
        });
        await expect(token?.()).rejects.toThrow(/^the token for the workflow's identity is none$/);
    });

    it.each([
        ["no credential", {}],
        ["a credential of another kind", { ARM_USE_MSI: "true" }],
        ["a workflow's identity that is not to be used", { ARM_OIDC_TOKEN: "given" }],
    ])("is none with %s", async (_what, environment) => {
        expect(await asked(environment)).toBeUndefined();
    });
});
