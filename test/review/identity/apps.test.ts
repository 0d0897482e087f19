import { describe, expect, it } from "vitest";
import { types } from "../../../review/identity/types.ts";
import { audience, changing, having, resource, said, stack, to, without } from "./stack.ts";

describe("apps", () => {
    it("that are replaced need new credentials", () => {
        expect(to(stack, { type: types.client, name: "portal", operation: "replace" })).toEqual([
            "loss, apps: <Acme Portal> is deleted and made anew: its client id and client secret change, and it does not work until it has the new ones. Its users' sessions and refresh tokens end.",
        ]);
    });

    it("cannot exchange rotating refresh tokens", () => {
        const refreshToken = { rotationType: "rotating", policies: [{ audience, scopes: [] }] };
        expect(to(having(types.client, "portal", { refreshToken }))).toEqual([
            "narrower, tokens: <Acme Portal> gets no Microsoft Graph tokens through connection <microsoft> any more: refresh tokens rotate now, and Token Vault takes none that do.",
        ]);
    });

    it("cannot connect accounts without a grant, or without a policy", () => {
        const sentence = (why: string) =>
            `narrower, tokens: <Acme Portal> gets no tokens for the My Account API of <login.acme.example> any more (${why}): users cannot connect, list or remove accounts there.`;
        expect(to(without(types.clientGrant, "portal"))).toEqual([sentence("the grant is removed")]);
        expect(to(having(types.client, "portal", { refreshToken: { rotationType: "non-rotating" } }))).toEqual([
            sentence("refresh tokens have no policy for it"),
        ]);
    });

    it("may do what their grant types say", () => {
        expect(to(having(types.client, "portal", { grantTypes: ["authorization_code", "implicit"] }))).toEqual([
            "wider, apps: <Acme Portal> can get tokens in the address bar of a browser (grant type <implicit>).",
            "narrower, apps: <Acme Portal> cannot keep users signed in with refresh tokens (grant type <refresh_token>) any more.",
            "narrower, tokens: <Acme Portal> gets no Microsoft Graph tokens through connection <microsoft> any more: the grant type for Token Vault is removed.",
        ]);
    });

    it("send users elsewhere after signing in", () => {
        expect(to(having(types.client, "portal", { callbacks: ["https://evil.example/"] }))).toEqual([
            "wider, apps: Users of <Acme Portal> may be sent to <https://evil.example/> after signing in.",
            "narrower, apps: Users of <Acme Portal> cannot be sent to <https://portal.acme.example/callback> after signing in any more: a login that asks for it fails.",
        ]);
    });
});

describe("ways to tokens", () => {
    it("are told of where an app registration opens one", () => {
        const web = {
            redirectUris: [
                "https://login.acme.example/login/callback",
                "https://evil.example/login/callback",
                "https://login.acme.example/take",
            ],
            implicitGrant: { idTokenIssuanceEnabled: true },
        };
        expect(to(having(types.application, "login", { web }))).toEqual([
            "wider, tokens: App registration <Acme Login> gives out id tokens in the address bar of a browser (implicit grant).",
            "wider, sign-in: Microsoft may send people who sign in to app registration <Acme Login> to <https://evil.example/login/callback> and <https://login.acme.example/take>, with the code that signs them in.",
        ]);
    });

    it("are grants to APIs: who gets them, and for what", () => {
        const grant = (...scopes: string[]) => [
            ...stack,
            resource(types.clientGrant, "management", {
                clientId: "portal-client",
                audience: "https://acme.eu.auth0.com/api/v2/",
                scopes,
            }),
        ];
        expect(said(changing(stack, grant("read:users")))).toEqual([
            "wider, apps: <Acme Portal> may get tokens for API <https://acme.eu.auth0.com/api/v2/> for itself, without a user, with <read:users>.",
        ]);
        expect(said(changing(grant("read:users"), grant("delete:users")))).toEqual([
            "wider, apps: <Acme Portal> gets <delete:users> for API <https://acme.eu.auth0.com/api/v2/>. <Acme Portal> gets <read:users> for API <https://acme.eu.auth0.com/api/v2/> no more.",
        ]);
        expect(said(changing(grant("read:users"), stack))).toEqual([
            "narrower, apps: <Acme Portal> may not get tokens for API <https://acme.eu.auth0.com/api/v2/> any more.",
        ]);
    });

    it("end with the service principal", () => {
        expect(to(stack, { type: types.servicePrincipal, name: "login", operation: "replace" })).toEqual([
            "narrower, consent: The service principal of app registration <Acme Login> is deleted and made anew: consent and assignments in its directory go with it.",
        ]);
    });
});
