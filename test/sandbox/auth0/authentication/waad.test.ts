import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada, microsoftClient } from "./stub-microsoft.ts";

let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
});
afterAll(() => signIn.close());

describe("a waad connection", () => {
    it("asks its directory, knows people by the attribute of its options, and trusts addresses if it says so", async () => {
        const { sdk, tenant } = signIn.auth0;
        const connection = await sdk.connections.create({
            name: "entra",
            strategy: "waad",
            options: {
                client_id: microsoftClient.id,
                client_secret: microsoftClient.secret,
                tenant_domain: "acme.example",
                identity_api: "microsoft-identity-platform-v2.0",
                userid_attribute: "oid",
                should_trust_email_verified_connection: "always_set_emails_as_verified",
            },
        });
        await sdk.connections.clients.update(connection.id ?? "", [{ client_id: signIn.client.id, status: true }]);
        const seen = await signIn.browser().get(signIn.authorizeUrl({ connection: "entra" }));
        expect(new URL(seen.location ?? "").pathname).toBe("/acme.example/oauth2/v2.0/authorize");

        await signIn.signIn({ connection: "entra" });
        expect(tenant.users.get(`waad|${ada.oid}`)).toMatchObject({
            email_verified: true,
            identities: [{ provider: "waad", connection: "entra", isSocial: false }],
        });

        await sdk.connections.update(connection.id ?? "", {
            options: {
                client_id: microsoftClient.id,
                client_secret: "s",
                useCommonEndpoint: true,
                userid_attribute: "sub",
            } as never,
        });
        const common = await signIn.browser().get(signIn.authorizeUrl({ connection: "entra" }));
        expect(new URL(common.location ?? "").pathname).toBe("/common/oauth2/v2.0/authorize");
        await signIn.signIn({ connection: "entra" });
        expect(tenant.users.has(`waad|subject-of-${ada.oid}`)).toBe(true);
    });
});
