import { describe, expect, it } from "vitest";
import { types } from "../../../review/identity/types.ts";
import { audience, changing, edited, resource, said, stack, to } from "./stack.ts";

describe("a whole stack", () => {
    it("has no finding where nothing changes", () => {
        expect(to(stack)).toEqual([]);
    });

    it("is read in three sentences when it is new", () => {
        expect(said(changing([], stack))).toEqual([
            "wider, sign-in: Connection <microsoft> (<Microsoft>) is new: anyone with a Microsoft account (personal, work or school) can sign in to <Acme Portal> with it.",
            "wider, tokens: <Acme Portal> may get Microsoft Graph tokens of users who connect their account with connection <microsoft>. The app registration lists <Calendars.Read> and <User.Read>. That list is no limit: what users or an administrator consent to is. Microsoft's default policy keeps users of a directory from consenting to <Calendars.Read> themselves.",
            "neutral, secrets: Connection <microsoft> uses client secret <slot a>, which ends <2027-05-01>.",
        ]);
    });

    it("is told of by what is lost when it is destroyed", () => {
        expect(said({ ...changing(stack, []), operation: "destroy" })).toEqual([
            "loss, sign-in: App registration <Acme Login> is deleted, with its client secrets and every consent given to it; for thirty days the directory can restore it.",
            "loss, apps: <Acme Portal> is deleted: nobody can sign in there any more, and the client id never comes back.",
            "loss, users: Connection <microsoft> is deleted. Its users are deleted, with their profiles, metadata, linked identities and connected Microsoft accounts. Nobody can sign in to <Acme Portal> with it any more.",
        ]);
    });

    it("keeps what a preview that stopped half-way did not come to", () => {
        expect(said({ ...changing(stack, []), outcome: "failed" })).toEqual([]);
    });

    it("is the same stack under other names, where the provider's ids are the same", () => {
        const renamed = stack.map((one) => ({ ...one, urn: `${one.urn}-renamed` }));
        const moved = edited(types.connection, "microsoft", (one) => one, renamed).map((one) => ({
            ...one,
            madeFrom: Object.fromEntries(
                Object.entries(one.madeFrom).map(([name, urns]) => [name, urns.map((old) => `${old}-renamed`)]),
            ),
        }));
        expect(to(moved)).toEqual([]);
        expect(to([...stack, ...moved])).toEqual([]);
    });
});

describe("a hundred apps", () => {
    const many = Array.from({ length: 100 }, (_, index) => `app-${String(index).padStart(2, "0")}`);
    const all = (rotationType: string) => [
        ...stack,
        ...many.flatMap((name) => [
            resource(types.client, name, {
                name,
                clientId: `client-of-${name}`,
                grantTypes: [
                    "authorization_code",
                    "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
                ],
                refreshToken: { rotationType, policies: [{ audience }] },
            }),
            resource(types.clientGrant, name, { clientId: `client-of-${name}`, audience, subjectType: "user" }),
            resource(types.connectionClient, name, { connectionId: "id-of-microsoft", clientId: `client-of-${name}` }),
        ]),
    ];

    it("that change alike are one thing to read", () => {
        expect(said(changing(all("non-rotating"), all("rotating")))).toEqual([
            "narrower, tokens: <app-00>, <app-01>, <app-02>, <app-03>, <app-04>, <app-05> and 94 more get no Microsoft Graph tokens through connection <microsoft> any more: refresh tokens rotate now, and Token Vault takes none that do.",
        ]);
        expect(said(changing(stack, all("non-rotating")))).toHaveLength(2);
        expect(said(changing(all("non-rotating"), stack))).toHaveLength(1);
    });
});

describe("protection", () => {
    it("is told of where it is lifted and where it is set", () => {
        const guarded = stack.map((one) => ({ ...one, protect: true }));
        expect(said(changing(guarded, guarded))).toEqual([]);
        expect(said(changing(guarded, stack))).toEqual([
            "notice, protection: Protection is lifted from app registration <Acme Login>, app <Acme Portal> and connection <microsoft>: the next change may delete or replace them.",
        ]);
        expect(said(changing(stack, guarded))).toEqual([
            "notice, protection: Protection is set on app registration <Acme Login>, app <Acme Portal> and connection <microsoft>: deleting or replacing them is refused.",
        ]);
    });

    it("is none of an API that stays behind", () => {
        const api = resource(types.resourceServer, "me", { identifier: audience }, { retainOnDelete: true });
        expect(said(changing([...stack, api], stack))).toEqual([
            "notice, protection: My Account API of <login.acme.example> stays where it is, and no stack looks after it.",
        ]);
    });
});
