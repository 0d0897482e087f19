import { describe, expect, it } from "vitest";
import { types } from "../../../review/identity/types.ts";
import { type Properties, unknownMark } from "../../../review/stack-change.ts";
import { changing, edited, having, resource, said, stack, to, urn, without } from "./stack.ts";

describe("a connection", () => {
    it("loses its users when it is replaced, and says why", () => {
        const after = having(types.connection, "microsoft", { name: "other" });
        expect(
            to(after, { type: types.connection, name: "microsoft", operation: "replace", reasons: ["name"] }),
        ).toEqual([
            "loss, users: Connection <microsoft> is deleted and made anew, because its name changes from <microsoft> to <other>. Its users are deleted, with their profiles, metadata, linked identities and connected Microsoft accounts. Whoever signs in afterwards is a new user. Apps that ask for connection <microsoft> by name have to ask for <other>.",
        ]);
    });

    it("stays behind with its users where it is kept on deletion, and is of no use without its app registration", () => {
        const kept = edited(types.connection, "microsoft", (one) => ({ ...one, retainOnDelete: true }));
        const gone = kept.filter(({ type }) => type !== types.connection && type !== types.connectionClient);
        expect(said(changing(kept, gone))).toEqual([
            "notice, sign-in: Connection <microsoft> leaves this stack and stays in Auth0 as it is, with its users; nothing looks after it any more.",
        ]);
        expect(
            said(
                changing(
                    kept,
                    gone.filter(({ type }) => type !== types.application),
                ),
            ),
        ).toContain(
            "narrower, sign-in: Connection <microsoft> leaves this stack and stays in Auth0 as it is, with its users; nothing looks after it any more. Its app registration <Acme Login> is deleted, so nobody can sign in with it.",
        );
    });

    it("keeps its users when it is taken over", () => {
        const before = without(types.connection, "microsoft").filter(({ type }) => type !== types.connectionClient);
        const change = changing(before, stack, [{ type: types.connection, name: "microsoft", operation: "import" }]);
        expect(said(change)).toContain(
            "neutral, sign-in: Connection <microsoft> is there already and comes into this stack's care; its users stay.",
        );
    });

    it.each<[string, Properties, string]>([
        [
            "sign-in off",
            { authentication: { active: false } },
            "narrower, sign-in: Sign-in is switched off for connection <microsoft>: nobody can sign in to <Acme Portal> with it. Its users are kept.",
        ],
        [
            "Token Vault off",
            { connectedAccounts: { active: false } },
            "narrower, tokens: Token Vault is switched off for connection <microsoft>. <Acme Portal> gets no Microsoft Graph tokens of its users any more. Users cannot connect accounts with it. Consent given at Microsoft stays.",
        ],
        [
            "another button",
            { displayName: "Sign in" },
            "notice, sign-in: The sign-in button of connection <microsoft> reads <Sign in> instead of <Microsoft>.",
        ],
        [
            "a button known later",
            { displayName: unknownMark },
            "notice, sign-in: The sign-in button of connection <microsoft> reads a value known after the update instead of <Microsoft>.",
        ],
    ])("says what follows from %s", (_, properties, sentence) => {
        expect(to(having(types.connection, "microsoft", properties))).toEqual([sentence]);
    });

    it("knows users by another claim: everyone is a new one", () => {
        const by = (userIdAttribute: string) =>
            having(types.connection, "microsoft", {
                strategy: "waad",
                options: { clientId: "entra-client", tenantDomain: "acme.example", userIdAttribute },
            });
        expect(said(changing(by("oid"), by("sub")))).toEqual([
            "loss, users: Connection <microsoft> knows its users by <sub> instead of <oid>: whoever signs in is a new user, and the profile, metadata and connected accounts of the old one are out of reach.",
        ]);
    });

    it("is enabled for an Organization, and not any more", () => {
        const enabled = [
            ...stack,
            resource(types.organizationConnection, "contoso", {
                organizationId: "org_1",
                connectionId: "id-of-microsoft",
            }),
        ];
        expect(said(changing(stack, enabled))).toEqual([
            "wider, sign-in: Members of Organization <org_1> can sign in with connection <microsoft>.",
        ]);
        expect(said(changing(enabled, stack))).toEqual([
            "narrower, sign-in: Members of Organization <org_1> cannot sign in to it with connection <microsoft> any more.",
        ]);
    });
});

describe("links", () => {
    const reports = resource(types.connectionClient, "reports", {
        connectionId: "id-of-microsoft",
        clientId: "reports-client",
    });

    it("let users of an app in, also of one that is declared elsewhere", () => {
        expect(to([...stack, reports])).toEqual([
            "wider, sign-in: Users of <reports-client> can sign in with connection <microsoft>: anyone with a Microsoft account (personal, work or school).",
            "wider, tokens: <reports-client>, declared elsewhere, may get Microsoft Graph tokens of users who connect their account with connection <microsoft>, if set up for it there. The app registration lists <Calendars.Read> and <User.Read>. That list is no limit: what users or an administrator consent to is. Microsoft's default policy keeps users of a directory from consenting to <Calendars.Read> themselves.",
        ]);
    });

    it("that go keep users out, and their tokens", () => {
        expect(to(without(types.connectionClient, "portal"))).toEqual([
            "narrower, sign-in: Users of <Acme Portal> cannot sign in with connection <microsoft> any more.",
            "narrower, tokens: <Acme Portal> gets no Microsoft Graph tokens through connection <microsoft> any more: the link is removed.",
        ]);
    });

    it("that are handed over from one by one to a list keep everybody in", () => {
        const list = resource(
            types.connectionClients,
            "microsoft",
            { connectionId: unknownMark, enabledClients: unknownMark },
            {
                madeFrom: {
                    connectionId: [urn(types.connection, "microsoft")],
                    enabledClients: [urn(types.client, "portal")],
                },
            },
        );
        const after = [...without(types.connectionClient, "portal"), list];
        expect(to(after, { type: types.connectionClients, name: "microsoft", operation: "import" })).toEqual([
            "neutral, sign-in: The apps that connection <microsoft> is linked to are taken up as one list; nobody is linked or unlinked by that.",
        ]);
        expect(to(after)).toEqual([
            "narrower, sign-in: A list decides which apps connection <microsoft> is linked to: those that somebody links beside it are unlinked.",
        ]);
        expect(said(changing(after, stack))).toEqual([
            "wider, sign-in: No list decides any more which apps connection <microsoft> is linked to: those that somebody links beside this stack stay linked.",
        ]);
    });
});
