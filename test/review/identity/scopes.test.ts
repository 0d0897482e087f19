import { describe, expect, it } from "vitest";
import { types } from "../../../review/identity/types.ts";
import { access, changing, having, resource, said, stack, to } from "./stack.ts";

describe("scopes", () => {
    const files = "10465720-29dd-4523-a11a-6a75c743c9d9";
    const listing = (ids: readonly string[]) =>
        having(types.application, "login", { requiredResourceAccesses: access(ids) });
    const [user, calendars] = ["e1fe6dd8-ba31-4d61-89e7-88639da4683d", "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42"] as const;
    const consented = (...claimValues: string[]) => [
        ...stack,
        resource(types.permissionGrant, "login", { servicePrincipalObjectId: "principal", claimValues }),
    ];

    it("that are listed give apps nothing without consent", () => {
        expect(to(listing([user, calendars, files]))).toEqual([
            "wider, consent: <Files.Read> is now listed by app registration <Acme Login>. <Acme Portal> may get Microsoft Graph tokens for it once a user or an administrator consents. The list is no limit: apps could ask for it before.",
        ]);
    });

    it("that only administrators consent to are named, and those that the catalogue does not know", () => {
        expect(to(listing([user, calendars, "06da0dbc-49e2-44d2-8312-53f166ab848a", "0000"]))).toEqual([
            "wider, consent: <0000> and <Directory.Read.All> are now listed by app registration <Acme Login>. <Acme Portal> may get Microsoft Graph tokens for them once a user or an administrator consents. Only an administrator can consent to <Directory.Read.All>. What <0000> stands for is not known here. The list is no limit: apps could ask for them before.",
        ]);
    });

    it("that are not listed any more take no consent back", () => {
        expect(to(listing([user]))).toEqual([
            "notice, consent: <Calendars.Read> is no longer listed by app registration <Acme Login>. Still asked of everyone who signs in with connection <microsoft> (app registration <Acme Login>). This takes no consent back: where it was given, apps go on getting tokens for it until it is revoked at Microsoft.",
        ]);
    });

    it("that the stack consents to are had without asking anyone", () => {
        expect(to(consented("Mail.Send"))).toEqual([
            "wider, consent: <Mail.Send> is now consented to for everyone in the directory by this stack (app registration <Acme Login>). <Acme Portal> may get Microsoft Graph tokens for it without asking anyone.",
        ]);
        expect(said(changing(consented("Mail.Send"), stack))).toEqual([
            "narrower, consent: <Mail.Send> is no longer consented to for everyone in the directory by this stack (app registration <Acme Login>). The consent for everyone is taken back; what users consented to themselves stays, and with it apps go on getting tokens.",
        ]);
    });

    it("that a new stack consents to are consented to in its own directory only", () => {
        const some = consented("User.Read", "Calendars.Read", "openid");
        expect(said(changing([], some))[1]).toContain(
            "This stack consents to all of these for everyone in the app registration's own directory. Other directories consent for themselves.",
        );
        const own = having(types.application, "login", { signInAudience: "AzureADMyOrg" }, consented("Mail.Send"));
        expect(said(changing([], own))[1]).toContain(
            "This stack consents for everyone in the directory to <Mail.Send>. Microsoft's default policy",
        );
    });

    it("are told apart from permissions that act without a user", () => {
        const roles = [...access([user, calendars]), ...access(["role-1"], "Role")];
        expect(to(having(types.application, "login", { requiredResourceAccesses: roles }))).toEqual([
            "wider, consent: App registration <Acme Login> lists application permission <role-1>: once an administrator consents, whoever holds its client secret acts without a user.",
        ]);
    });
});
