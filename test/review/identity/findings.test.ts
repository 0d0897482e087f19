import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findings } from "../../../review/identity/findings.ts";
import { types } from "../../../review/identity/types.ts";
import {
    type Properties,
    type PropertyValue,
    type Resource,
    secretMark,
    unknownMark,
} from "../../../review/stack-change.ts";
import { access, audience, changing, edited, having, resource, said, secret, stack, urn, without } from "./stack.ts";

const to = (after: readonly Resource[], ...operations: Parameters<typeof changing>[2] & object) =>
    said(changing(stack, after, operations));

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
    });
});

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
            "narrower, tokens: <Acme Portal> gets no Microsoft Graph tokens through connection <microsoft> any more, because it is not linked to it.",
        ]);
    });

    it("that are handed over from one by one to a list are no change", () => {
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
        expect(to([...without(types.connectionClient, "portal"), list])).toEqual([]);
    });
});

describe("apps", () => {
    it("that are replaced need new credentials", () => {
        expect(to(stack, { type: types.client, name: "portal", operation: "replace" })).toEqual([
            "loss, apps: <Acme Portal> is deleted and made anew: its client id and client secret change, and it does not work until it has the new ones. Its users' sessions and refresh tokens end.",
        ]);
    });

    it("cannot exchange rotating refresh tokens", () => {
        const refreshToken = { rotationType: "rotating", policies: [{ audience, scopes: [] }] };
        expect(to(having(types.client, "portal", { refreshToken }))).toEqual([
            "narrower, tokens: <Acme Portal> gets no Microsoft Graph tokens through connection <microsoft> any more, because its refresh tokens rotate now, and Token Vault takes none that do.",
        ]);
    });

    it("cannot connect accounts without a grant, or without a policy", () => {
        const sentence = (why: string) =>
            `narrower, tokens: <Acme Portal> gets no tokens for the My Account API of <login.acme.example> any more (${why}): its users cannot connect, list or remove accounts there.`;
        expect(to(without(types.clientGrant, "portal"))).toEqual([sentence("its grant is removed")]);
        expect(to(having(types.client, "portal", { refreshToken: { rotationType: "non-rotating" } }))).toEqual([
            sentence("its refresh tokens have no policy for it any more"),
        ]);
    });

    it("may do what their grant types say", () => {
        expect(to(having(types.client, "portal", { grantTypes: ["authorization_code", "implicit"] }))).toEqual([
            "wider, apps: <Acme Portal> can get tokens in the address bar of a browser (grant type <implicit>).",
            "narrower, apps: <Acme Portal> cannot keep users signed in with refresh tokens (grant type <refresh_token>) any more.",
            "narrower, tokens: <Acme Portal> gets no Microsoft Graph tokens through connection <microsoft> any more, because it has no grant type for Token Vault any more.",
        ]);
    });

    it("send users elsewhere after signing in", () => {
        expect(to(having(types.client, "portal", { callbacks: ["https://evil.example/"] }))).toEqual([
            "wider, apps: Users of <Acme Portal> may be sent to <https://evil.example/> after signing in.",
            "narrower, apps: Users of <Acme Portal> cannot be sent to <https://portal.acme.example/callback> after signing in any more: a login that asks for it fails.",
        ]);
    });
});

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

    it("are told apart from permissions that act without a user", () => {
        const roles = [...access([user, calendars]), ...access(["role-1"], "Role")];
        expect(to(having(types.application, "login", { requiredResourceAccesses: roles }))).toEqual([
            "wider, consent: App registration <Acme Login> lists application permission <role-1>: once an administrator consents, whoever holds its client secret acts without a user.",
        ]);
    });
});

describe("client secrets", () => {
    const b = secret("b", "2026-11-20", "2027-05-19");
    const using = (slot: string, from: readonly Resource[]) =>
        edited(
            types.connection,
            "microsoft",
            (one) => ({ ...one, madeFrom: { options: [urn(types.password, `login-${slot}`)] } }),
            from,
        );

    it("are switched from slot to slot, and the idle one stays valid", () => {
        expect(to(using("b", [...stack, b]))).toEqual([
            "notice, secrets: Client secret <slot b> of app registration <Acme Login> is new and ends <2027-05-19>.",
            "notice, secrets: Connection <microsoft> changes from client secret <slot a>, which ends <2027-05-01>, to <slot b>, which ends <2027-05-19>. <slot a> stays valid until <2027-05-01>.",
        ]);
    });

    it("that go are told of with their end", () => {
        expect(said(changing([...stack, b], stack))).toEqual([
            "notice, secrets: Client secret <slot b> of app registration <Acme Login>, which ends <2027-05-19>, is deleted.",
        ]);
    });

    it("that are renewed in place keep everyone out for a while", () => {
        const renewed = edited(types.password, "login-a", () => secret("a", "2026-11-20", "2027-05-19"));
        expect(to(renewed, { type: types.password, name: "login-a", operation: "replace" })).toEqual([
            "notice, secrets: Client secret <slot a> of app registration <Acme Login> is made anew and ends <2027-05-19>; the old one (which ends <2027-05-01>) is deleted. Connection <microsoft> uses it: nobody can sign in from the moment the old one is deleted until the connection has the new one.",
        ]);
    });

    it("that end soon after the newest one was made are told of once", () => {
        const late = secret("b", "2027-04-15", "2027-10-12");
        const sentence =
            "notice, secrets: Client secret <slot a>, which connection <microsoft> uses, ends <2027-05-01>: at most <30> days after the newest one was made (<2027-04-15>).";
        expect(to([...stack, late])).toContain(sentence);
        expect(said(changing([...stack, late], [...stack, late]))).toEqual([]);
    });
});

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
            "wider, tokens: <Acme Portal> gets tokens for the My Account API of <new.acme.example>: its users can connect, list and remove accounts there.",
            "narrower, sign-in: Sign-in under <login.acme.example> fails at Microsoft (AADSTS50011): app registration <Acme Login> has no redirect URI for it any more. Apps have to use another domain before this.",
            "narrower, tokens: <Acme Portal> gets no tokens for the My Account API of <login.acme.example> any more (its grant is removed, its refresh tokens have no policy for it any more): its users cannot connect, list or remove accounts there.",
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

describe("protection", () => {
    it("is told of where it is lifted and where it is set", () => {
        const guarded = stack.map((one) => ({ ...one, protect: true }));
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
            "notice, protection: API <https://login.acme.example/me/> stays where it is, and no stack looks after it.",
        ]);
    });
});

describe("any resources", () => {
    const value: fc.Arbitrary<PropertyValue> = fc.letrec<{ value: PropertyValue }>((tie) => ({
        value: fc.oneof(
            { depthSize: "small" },
            fc.string(),
            fc.constantFrom(null, true, 3, unknownMark, secretMark, "waad", "id-of-microsoft", "__proto__", audience),
            fc.array(tie("value")),
            fc.dictionary(fc.constantFrom("active", "scopes", "clientId", "resourceAccesses", "id"), tie("value")),
        ),
    })).value;
    const edits = fc.array(
        fc.tuple(fc.nat(), fc.constantFrom(...stack.flatMap(({ outputs }) => Object.keys(outputs))), value),
    );
    const some = edits.map((list) =>
        list.reduce<readonly Resource[]>(
            (resources, [index, name, property]) =>
                resources.map((one, position): Resource => {
                    const outputs: Properties = { ...one.outputs, [name]: property };
                    return position === index % resources.length ? { ...one, outputs } : one;
                }),
            stack,
        ),
    );

    it("never make it fail, and never make it find something in nothing", () => {
        fc.assert(
            fc.property(some, some, (before, after) => {
                expect(() => findings(changing(before, after))).not.toThrow();
                expect(findings(changing(before, before))).toEqual([]);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("say each value of theirs apart from our words", () => {
        const name = "`x` @everyone </details>";
        const hostile = having(types.client, "portal", { name }, having(types.connection, "microsoft", { name }));
        for (const { text } of findings(changing([], hostile))) {
            expect(text.filter((part) => typeof part === "string" && part.includes("@"))).toEqual([]);
        }
    });

    it("may be split over several", () => {
        const split = [
            ...having(types.application, "login", { requiredResourceAccesses: [], web: {} }).map((one) =>
                one.type === types.application ? { ...one, type: types.applicationRegistration } : one,
            ),
            resource(types.apiAccess, "graph", {
                applicationId: "/applications/entra-object",
                apiClientId: "00000003-0000-0000-c000-000000000000",
                scopeIds: ["e1fe6dd8-ba31-4d61-89e7-88639da4683d"],
            }),
        ];
        expect(said(changing([], split))[1]).toContain("The app registration lists <Calendars.Read> and <User.Read>.");
    });
});
