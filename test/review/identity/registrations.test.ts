import { describe, expect, it } from "vitest";
import { types } from "../../../review/identity/types.ts";
import { changing, having, said, to } from "./stack.ts";

describe("app registrations", () => {
    it("that are replaced lose consent, and users whom Microsoft names anew for every app", () => {
        const asWaad = (userIdAttribute: string) =>
            having(types.connection, "microsoft", {
                strategy: "waad",
                options: { clientId: "entra-client", tenantDomain: "acme.example", userIdAttribute },
            });
        const replaced = [{ type: types.application, name: "login", operation: "replace" }] as const;
        expect(said(changing(asWaad("sub"), asWaad("sub"), replaced))).toEqual([
            "loss, users: App registration <Acme Login> is deleted and made anew: its client id and its secrets change, and every consent has to be given again. Users of connection <microsoft> are new users when they sign in: Microsoft gives their id (sub) anew for every app. Connected accounts end: Microsoft takes their refresh tokens from the old app only, so users connect them again.",
        ]);
        expect(said(changing(asWaad("oid"), asWaad("oid"), replaced))[0]).toContain(
            "Users of connection <microsoft> stay who they are: their id (oid) does not depend on the app.",
        );
    });

    it("move to another domain: everyone signs in again", () => {
        const moved = having(
            types.clientGrant,
            "portal",
            { audience: "https://new.acme.example/me/" },
            having(
                types.application,
                "login",
                { web: { redirectUris: ["https://new.acme.example/login/callback"] } },
                having(types.client, "portal", {
                    refreshToken: { policies: [{ audience: "https://new.acme.example/me/" }] },
                }),
            ),
        );
        expect(to(moved)).toEqual([
            "wider, tokens: <Acme Portal> gets tokens for the My Account API of <new.acme.example>: users can connect, list and remove accounts there.",
            "narrower, sign-in: Sign-in under <login.acme.example> fails at Microsoft (AADSTS50011): app registration <Acme Login> has no redirect URI for it any more. Apps have to use another domain before this.",
            "narrower, tokens: <Acme Portal> gets no tokens for the My Account API of <login.acme.example> any more (the grant is removed, refresh tokens have no policy for it): users cannot connect, list or remove accounts there.",
            "notice, sign-in: People can sign in under <new.acme.example> too: app registration <Acme Login> gets a redirect URI for it.",
            "notice, users: Apps move from <login.acme.example> to <new.acme.example>: everyone signs in again, because sessions and tokens count for one domain.",
        ]);
    });

    it("let owners add secrets", () => {
        expect(to(having(types.application, "login", { owners: ["owner-1", "owner-2"] }))).toEqual([
            "wider, apps: <owner-2> becomes owner of app registration <Acme Login>, and may add client secrets and redirect URIs.",
        ]);
    });
});
