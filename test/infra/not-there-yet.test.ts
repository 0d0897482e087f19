import { describe, expect, it, vi } from "vitest";
import { type Deployed, type Lookups, lookupsBy, saysNotFound } from "../../infra/existing-lookups.ts";
import { notThereYet, refusalText } from "../../infra/not-there-yet.ts";
import { record } from "./record.ts";

const application = "azuread:index/application:Application";
const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";
const connection = "auth0:index/connection:Connection";
const client = "auth0:index/client:Client";
const api = "auth0:index/resourceServer:ResourceServer";
const grant = "auth0:index/clientGrant:ClientGrant";

const owningStack = "microsoft-connection/dev";
const mark = `Managed by Pulumi stack ${owningStack}`;
const own_ = "take it back, for it is this stack's: npm run repair -- --stack dev";
const maybeOwn = "if an update of this stack was stopped or broke: npm run repair -- --stack dev";

/** A tenant and a directory in which everything exists. */
const full = {
    getApplication: async ({ displayName }: { displayName: string }) => ({
        displayName,
        clientId: "app",
        objectId: "app-object",
        notes: displayName === "Acme Login" ? `${mark}. What is changed by hand is changed back.` : "",
    }),
    getServicePrincipal: async ({ clientId }: { clientId: string }) => ({ clientId, objectId: "sp-object" }),
    getConnection: async ({ name }: { name: string }) => ({
        name,
        id: "con_1",
        strategy: "waad",
        options: [{ clientId: "app" }],
    }),
    getClients: async () => ({
        clients: [
            { name: "Intranet", clientId: "client0" },
            { name: "Portal", clientId: "gone" },
            { name: "Portal", clientId: "client1" },
        ],
    }),
    getClient: async ({ clientId }: { clientId: string }) => ({
        ...(clientId === "client1" ? {} : await Promise.reject(new Error("404 Not Found"))),
        name: "Portal",
        id: clientId,
        description: mark,
        appType: "resource_server",
        resourceServerIdentifier: "https://api.example",
    }),
    getResourceServer: async ({ identifier }: { identifier: string }) => ({
        id: "api1",
        isSystem: identifier.endsWith("/me/"),
    }),
    getClientGrants: async () => ({
        clientGrants: [
            { clientId: "other", id: "cgr_0", subjectType: "user", scopes: [] },
            { clientId: "c", id: "cgr_1", subjectType: "client", scopes: [] },
            { clientId: "c", id: "cgr_2", subjectType: "user", scopes: ["read:me:connected_accounts"] },
        ],
    }),
} as unknown as Lookups;

const import_ = (type: string, rest: string) =>
    `adopt it: pulumi import ${type} ${rest} --protect=false --generate-code=false`;

const deployed = {
    owningStack,
    listApplications: async () => [
        { id: "other-object", appId: "other", displayName: "TERRAFORM_UPDATE_0", description: "For this", notes: null },
        {
            id: "half-object",
            appId: "half",
            displayName: "TERRAFORM_UPDATE_1",
            description: "For this",
            notes: `${mark}.`,
        },
    ],
};

describe("lookupsBy", () => {
    it.each([
        [
            application,
            { displayName: "Acme Login" },
            {
                what: 'app registration "Acme Login" (client id app)',
                remedies: [
                    own_,
                    "give this one a name of its own (appName)",
                    import_(application, "ms /applications/app-object"),
                ],
            },
        ],
        [
            application,
            { displayName: "Acme by hand" },
            {
                what: 'app registration "Acme by hand" (client id app)',
                remedies: [
                    "give this one a name of its own (appName)",
                    import_(application, "ms /applications/app-object"),
                ],
            },
        ],
        [
            application,
            { displayName: "Acme half made", description: "For this" },
            {
                what: 'app registration "TERRAFORM_UPDATE_1" (client id half)',
                remedies: [
                    own_,
                    "give this one a name of its own (appName)",
                    import_(application, "ms /applications/half-object"),
                ],
            },
        ],
        [
            servicePrincipal,
            { clientId: "app" },
            {
                what: "service principal of app app",
                remedies: [own_, import_(servicePrincipal, "ms /servicePrincipals/sp-object")],
            },
        ],
        [
            connection,
            { name: "acme", strategy: "waad" },
            {
                what: 'connection "acme" (con_1)',
                remedies: ["give this one a name of its own (name)", import_(connection, "ms con_1")],
            },
        ],
        [
            connection,
            { name: "acme", strategy: "waad", options: { clientId: "app" } },
            {
                what: 'connection "acme" (con_1)',
                remedies: [own_, "give this one a name of its own (name)", import_(connection, "ms con_1")],
            },
        ],
        [
            client,
            {
                name: "Portal",
                description: mark,
                appType: "resource_server",
                resourceServerIdentifier: "https://api.example",
            },
            {
                what: 'client "Portal" (client1)',
                remedies: [
                    own_,
                    "give this one a name of its own (name)",
                    import_(client, "ms client1"),
                    "link that client instead of declaring one (kind: existing, clientId: client1)",
                ],
            },
        ],
        [
            api,
            { identifier: "https://acme.eu.auth0.com/me/" },
            {
                what: "API https://acme.eu.auth0.com/me/",
                remedies: [maybeOwn, "use it as it is (auth0.myAccountApi: adopt)", import_(api, "ms api1")],
            },
        ],
        [
            api,
            { identifier: "https://api.example" },
            { what: "API https://api.example", remedies: [maybeOwn, import_(api, "ms api1")] },
        ],
        [
            grant,
            { clientId: "c", audience: "https://a.example/me/", subjectType: "user" },
            {
                what: "grant of client c for https://a.example/me/ (cgr_2; read:me:connected_accounts)",
                remedies: [maybeOwn, import_(grant, "ms cgr_2")],
                scopes: ["read:me:connected_accounts"],
            },
        ],
    ])("finds what is in the way of %s %o", async (type, inputs, existing) => {
        expect(await lookupsBy(full, deployed)[type]?.("ms", inputs, true)).toEqual(existing);
    });

    const own = {
        name: "Portal",
        description: mark,
        appType: "resource_server",
        resourceServerIdentifier: "https://api.example",
    };

    it.each([
        ["kind", { ...own, appType: "spa" }],
        ["API", { ...own, resourceServerIdentifier: "https://v2.api.example" }],
    ])("finds nothing in the way of a client of another %s that replaces this stack's own", async (_what, inputs) => {
        expect(await lookupsBy(full, deployed)[client]?.("ms", inputs, true)).toBeUndefined();
    });

    it("finds another stack's client in the way of one of another kind", async () => {
        const inputs = { ...own, appType: "spa", description: "Managed by Pulumi stack microsoft-connection/prod" };
        expect((await lookupsBy(full, deployed)[client]?.("ms", inputs, true))?.what).toBe('client "Portal" (client1)');
    });

    it("finds nothing in the way of a connection that a change of strategy replaces", async () => {
        expect(
            await lookupsBy(full, deployed)[connection]?.("ms", { name: "acme", strategy: "windowslive" }, true),
        ).toBeUndefined();
    });

    it("finds nothing in the way of a grant for another kind of subject", async () => {
        const none = {
            ...full,
            getClientGrants: async () => ({ clientGrants: [{ id: "cgr_1", subjectType: "client" }] }),
        };
        const inputs = { clientId: "c", audience: "https://a.example/me/", subjectType: "user" };
        expect(await lookupsBy(none as unknown as Lookups, deployed)[grant]?.("ms", inputs, true)).toBeUndefined();
    });

    it.each([application, servicePrincipal, connection, client, api, grant])(
        "asks nobody about %s while its inputs are not known",
        async (type) => {
            expect(await lookupsBy({} as Lookups, deployed)[type]?.("ms", {}, true)).toBeUndefined();
        },
    );
});

describe("a lookup of a troubled service", () => {
    const portal = {
        name: "Portal",
        description: mark,
        appType: "resource_server",
        resourceServerIdentifier: "https://api.example",
    };

    it("is made again, and gives up after three more", async () => {
        vi.useFakeTimers();
        try {
            const getClients = vi.fn(full.getClients).mockRejectedValueOnce(new Error("429 Too Many Requests"));
            const found = lookupsBy({ ...full, getClients } as Lookups, deployed)[client]?.("ms", portal, false);
            await vi.runAllTimersAsync();
            expect((await found)?.what).toBe('client "Portal" (client1)');

            const failing = vi.fn(async () => Promise.reject(new Error("503 Service Unavailable")));
            const ended = lookupsBy({ ...full, getClients: failing } as Lookups, deployed)[client]?.(
                "ms",
                portal,
                false,
            );
            const failed = expect(ended).rejects.toThrow("503 Service Unavailable");
            await vi.runAllTimersAsync();
            await failed;
            expect(failing).toHaveBeenCalledTimes(4);
        } finally {
            vi.useRealTimers();
        }
    });
});

describe("the hook", () => {
    async function run(
        cloud: Lookups,
        {
            preview = true,
            type = connection,
            inputs = { name: "acme", strategy: "waad", description: "by hand" } as object,
            listApplications = undefined as Deployed["listApplications"],
        } = {},
    ) {
        const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
        let outcome: unknown = "created";
        await record(
            async () => {
                const hook = notThereYet({ owningStack, listApplications }, cloud);
                const newInputs = { ...inputs };
                try {
                    await hook.callback({ urn: "", id: "", name: "ms", type, newInputs });
                } catch (error) {
                    outcome = (error as Error).message;
                }
            },
            { preview },
        );
        // Without an engine the SDK writes to the console.
        const warnings = warn.mock.calls.flat();
        warn.mockRestore();
        return { outcome, warnings };
    }

    it("refuses in the preview, with what to do", async () => {
        expect((await run(full)).outcome).toBe(
            [
                'connection "acme" (con_1) exists already, and the state of this stack does not have it. Do one of these:',
                "  - give this one a name of its own (name)",
                "  - adopt it: pulumi import auth0:index/connection:Connection ms con_1 --protect=false --generate-code=false",
            ].join("\n"),
        );
    });

    it("leaves to an `up` what the vendor refuses to make twice", async () => {
        expect((await run(full, { preview: false })).outcome).toBe("created");
        expect((await run(full, { preview: false, type: api, inputs: { identifier: "a" } })).outcome).toBe("created");
        const named = { displayName: "Acme Login" };
        expect((await run(full, { preview: false, type: application, inputs: named })).outcome).toBe("created");
    });

    it("refuses in an `up` too what nobody else would refuse: a second client, a grant with other scopes", async () => {
        const portal = {
            name: "Portal",
            description: mark,
            appType: "resource_server",
            resourceServerIdentifier: "https://api.example",
        };
        expect((await run(full, { preview: false, type: client, inputs: portal })).outcome).toMatch(
            /^client "Portal" \(client1\) exists already.*\n {2}- take it back, for it is this stack's: npm run repair -- --stack dev\n/,
        );
        const wider = {
            clientId: "c",
            audience: "https://a.example/me/",
            subjectType: "user",
            scopes: ["read:me:connected_accounts", "create:me:connected_accounts"],
        };
        expect((await run(full, { preview: false, type: grant, inputs: wider })).outcome).toMatch(
            /^grant of client c for /,
        );
    });

    it("lets an `up` have a grant that is as it is declared, and asks for the list once", async () => {
        const getClientGrants = vi.fn(full.getClientGrants);
        const lookups = lookupsBy({ ...full, getClientGrants } as Lookups, { owningStack });
        const inputs = {
            clientId: "c",
            audience: "https://a.example/me/",
            subjectType: "user",
            scopes: ["read:me:connected_accounts"],
        };
        await Promise.all([
            lookups[grant]?.("ms", inputs, false),
            lookups[grant]?.("ms", { ...inputs, clientId: "d" }, false),
        ]);
        expect(getClientGrants.mock.calls).toEqual([[{ audience: "https://a.example/me/" }]]);
        expect((await run(full, { preview: false, type: grant, inputs })).outcome).toBe("created");
        expect((await run(full, { type: grant, inputs })).outcome).toMatch(/^grant of client c for /);
    });

    it("lets pass what nothing is in the way of", async () => {
        const failing = async () => Promise.reject(new Error('No connection found with "name" = "acme"'));
        expect(await run({ ...full, getConnection: failing })).toEqual({ outcome: "created", warnings: [] });
    });

    it("warns when it cannot look, and leaves the rest to the create itself", async () => {
        const failing = async () => Promise.reject(new Error("403 Forbidden: Insufficient scope"));
        expect(await run({ ...full, getConnection: failing })).toEqual({
            outcome: "created",
            warnings: [
                "warning: [runtime] ms: could not look whether it exists already: 403 Forbidden: Insufficient scope",
            ],
        });
    });

    it("lets make what it may not look for, and says what that takes", async () => {
        const failing = async () => Promise.reject(new Error("403 Forbidden: Insufficient scope"));
        const asked = { preview: false, type: client, inputs: { name: "Portal" } };
        expect(await run({ ...full, getClients: failing }, asked)).toEqual({
            outcome: "created",
            warnings: [
                "warning: [runtime] ms: could not look whether it exists already: 403 Forbidden: Insufficient scope. It takes read:clients; if it exists, Auth0 would make a second of the same name.",
            ],
        });
    });

    it("makes nothing that nobody else refuses where a service is troubled", async () => {
        const failing = async () => Promise.reject(new Error("Microsoft Graph answered 503 to GET applications"));
        const asked = { preview: false, type: application, inputs: { displayName: "Acme" }, listApplications: failing };
        expect(await run(full, asked)).toEqual({
            outcome:
                "ms: whether it exists already could not be looked up: Microsoft Graph answered 503 to GET applications. It is not made, for then Microsoft would make a second of the same name. Run `pulumi up` again.",
            warnings: [],
        });
        expect((await run(full, { ...asked, preview: true })).outcome).toBe("created");
    });

    it("leaves types alone that it does not know", async () => {
        expect((await run(full, { type: "auth0:index/connectionClient:ConnectionClient" })).outcome).toBe("created");
    });
});

describe("refusalText", () => {
    it("is one line when there is one thing to do", () => {
        expect(refusalText({ what: "API x", remedies: ["adopt it: …"] })).toBe(
            "API x exists already, and the state of this stack does not have it. To adopt it: …",
        );
    });
});

describe("saysNotFound", () => {
    it.each([
        'No connection found with "name" = "x"',
        'No client found with "name" = "x"',
        "404 Not Found: The resource server does not exist",
        "Application not found: no applications found matching filter: \"displayName eq 'x'\"",
        "Service principal not found: no service principals found matching filter: \"appId eq 'x'\"",
    ])("knows %o", (text) => {
        expect(saysNotFound(text)).toBe(true);
    });

    it.each(["403 Forbidden: Insufficient scope", "401 Unauthorized", "connect ECONNREFUSED 127.0.0.1:4040"])(
        "does not take %o for it",
        (text) => {
            expect(saysNotFound(text)).toBe(false);
        },
    );
});
