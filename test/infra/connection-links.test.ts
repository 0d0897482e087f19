import { describe, expect, it } from "vitest";
import { Connection } from "../../infra/auth0-resources.ts";
import { ConnectionLinks, type LinkedClient, type Linking } from "../../infra/connection-links.ts";
import { sharedHooks } from "../../infra/hooks.ts";
import { namesOf, record, recordedOf } from "./record.ts";

const twoClients: readonly LinkedClient[] = [
    { name: "web", clientId: "w" },
    { name: "spa/api", clientId: "s" },
];

function recorded(linking: Linking, { clients = twoClients, formerNames = [] as string[] } = {}) {
    return record(() => {
        const connection = new Connection("ms", { strategy: "waad" });
        new ConnectionLinks("ms", {
            connection,
            linking,
            clients,
            formerNames,
            hooks: sharedHooks({ owningStack: "microsoft-connection/dev" }),
        });
    });
}

const links = (resources: Awaited<ReturnType<typeof recorded>>) =>
    namesOf(resources).filter((name) => name.startsWith("auth0.ConnectionClient"));

const link = {
    parent: "ConnectionLinks ms",
    deletedWith: "auth0.Connection ms",
    deleteBeforeReplace: true,
    dependsOn: ["auth0.Connection ms"],
};
const list = {
    parent: "ConnectionLinks ms",
    deletedWith: "auth0.Connection ms",
    retainOnDelete: true,
    dependsOn: ["auth0.Connection ms"],
};

describe("additive links", () => {
    it("are one per client", async () => {
        const resources = await recorded({ mode: "additive" });
        expect(links(resources)).toEqual(["auth0.ConnectionClient ms/spa/api", "auth0.ConnectionClient ms/web"]);
        const { inputs, options } = recordedOf(resources, "auth0.ConnectionClient", "ms/web");
        expect(inputs).toEqual({ connectionId: "ms-id", clientId: "w" });
        expect(options).toEqual(link);
    });

    it("are found under every former name of connection and client", async () => {
        const clients = [{ name: "web", clientId: "w", formerNames: ["portal"] }];
        const resources = await recorded({ mode: "additive" }, { clients, formerNames: ["microsoft", "live"] });
        expect(recordedOf(resources, "ConnectionLinks", "ms").options.aliases).toEqual(["microsoft", "live"]);
        expect(recordedOf(resources, "auth0.ConnectionClient", "ms/web").options.aliases).toEqual([
            "ms/portal",
            "microsoft/web",
            "microsoft/portal",
            "live/web",
            "live/portal",
        ]);
    });
});

describe("exclusive links", () => {
    it("are one sorted list, refused while the connection has links that are not handed over", async () => {
        const resources = await recorded({ mode: "exclusive" });
        expect(links(resources)).toEqual(["auth0.ConnectionClients ms"]);
        const { inputs, options } = recordedOf(resources, "auth0.ConnectionClients", "ms");
        expect(inputs).toEqual({ connectionId: "ms-id", enabledClients: ["s", "w"] });
        expect(options).toEqual({ ...list, hooks: { beforeCreate: ["hand-over-first"] } });
    });

    it("are an empty list where nobody is linked, so that others are unlinked", async () => {
        const resources = await recorded({ mode: "exclusive" }, { clients: [] });
        expect(recordedOf(resources, "auth0.ConnectionClients", "ms").inputs).toEqual({
            connectionId: "ms-id",
            enabledClients: [],
        });
    });
});

describe("links that are handed over", () => {
    it("are both, and nothing of either unlinks anyone when it goes", async () => {
        const resources = await recorded({ mode: "handover", connectionId: "con_1" });
        expect(links(resources)).toEqual([
            "auth0.ConnectionClient ms/spa/api",
            "auth0.ConnectionClient ms/web",
            "auth0.ConnectionClients ms",
        ]);
        expect(recordedOf(resources, "auth0.ConnectionClient", "ms/web").options).toEqual({
            ...link,
            retainOnDelete: true,
        });
        expect(recordedOf(resources, "auth0.ConnectionClients", "ms").options).toEqual({
            ...list,
            import: "con_1",
            ignoreChanges: ["enabledClients"],
        });
    });
});
