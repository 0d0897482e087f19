import { afterEach, describe, expect, it, vi } from "vitest";
import { clientToken } from "../../clouds/microsoft-token.ts";

describe("a token that is no JSON", () => {
    afterEach(() => vi.unstubAllGlobals());

    const credentials = { tenantId: "directory", clientId: "deployer", clientSecret: "hush" };
    const asked = (answer: Response) => {
        vi.stubGlobal("fetch", async () => answer);
        return clientToken(credentials, "https://graph.microsoft.com/.default");
    };

    it("is a refusal where a proxy answers with a page", async () => {
        const page = new Response("<html>Sign in to the network</html>", { status: 511 });
        await expect(asked(page)).rejects.toMatchObject({ name: "Refusal", status: 511, code: "error", message: "" });
    });

    it("is not quoted", async () => {
        const error = await asked(new Response("access_token=hush")).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: "Refusal", status: 200, code: "error", message: "" });
    });
});
