import { describe, expect, it } from "vitest";
import type { CloudObject } from "../../../reliability/stack/cloud-objects.ts";
import { difference } from "../../../reliability/stack/difference.ts";
import { fingerprint } from "../../../reliability/stack/fingerprint.ts";
import { type Picture, picture } from "../../../reliability/stack/picture.ts";
import type { StoredState } from "../../../reliability/stack/state-file.ts";

/** A small stack whose ids and secrets begin with a letter of their own. */
function stack(letter: string, change: { clouds?: CloudObject[]; state?: Partial<StoredState> } = {}): Picture {
    const application = {
        what: "application Acme",
        ids: {
            [`${letter}-object`]: "object id of application Acme",
            [`${letter}-app`]: "client id of application Acme",
        },
        value: { appId: `${letter}-app`, displayName: "Acme", createdDateTime: `${letter} o'clock` },
        isGiven: false,
    };
    const connection = {
        what: "connection microsoft",
        ids: { [`${letter}-con`]: "id of connection microsoft" },
        value: { options: { client_id: `${letter}-app`, client_secret: `${letter}-secret` } },
        isGiven: false,
    };
    const state = {
        resources: [
            { urn: "urn::Application::microsoft", type: "azuread:Application", id: `/applications/${letter}-object` },
            { urn: "urn::Connection::microsoft", type: "auth0:Connection", id: `${letter}-con` },
        ],
        pendingOperations: [],
        isLocked: false,
        cutOff: [],
        ...change.state,
    };
    const secrets = new Map([
        [`${letter}-secret`, "the client secret of slot a"],
        [`${letter}-former`, "a secret that nobody has"],
    ]);
    return picture([...(change.clouds ?? [application, connection])], state, secrets);
}

function objects(letter: string): CloudObject[] {
    return [
        {
            what: "application Acme",
            ids: { [`${letter}-object`]: "object id of application Acme", [`${letter}-app`]: "client id" },
            value: { displayName: "Acme" },
            isGiven: false,
        },
    ];
}

describe("two stacks", () => {
    it("are alike where only ids, secrets and times are others", () => {
        expect(difference(stack("a"), stack("b"))).toEqual([]);
        expect(fingerprint(stack("a"))).toBe(fingerprint(stack("b")));
    });

    it("differ by a second object, and it is said where the state does not know it", () => {
        const twice = [...objects("a"), ...objects("x")];
        expect(difference(stack("a", { clouds: objects("a") }), stack("a", { clouds: twice }))).toEqual([
            "a second application Acme, which the state does not know",
        ]);
    });

    it("differ by an object that an undisturbed one has not", () => {
        expect(difference(stack("a", { clouds: [] }), stack("a", { clouds: objects("x") }))).toEqual([
            "application Acme, which the state does not know, and none in an undisturbed stack",
        ]);
    });

    it("differ by an object that is missing", () => {
        expect(difference(stack("a", { clouds: objects("a") }), stack("a", { clouds: [] }))).toEqual([
            "application Acme is missing",
            'the state\'s Application microsoft: id is "/applications/a-object" instead of "/applications/<object id of application Acme>"',
        ]);
    });

    it("differ by the secret that a connection has, which is never shown", () => {
        const former = {
            what: "connection microsoft",
            ids: { "b-con": "id of connection microsoft" },
            value: { options: { client_id: "b-app", client_secret: "b-former" } },
            isGiven: false,
        };
        const clouds = [...objects("b"), former];
        const differences = difference(stack("a"), stack("b", { clouds })).filter((text) => text.includes("secret"));
        expect(differences).toEqual([
            'connection microsoft: options.client_secret is "<a secret that nobody has>" instead of "<the client secret of slot a>"',
        ]);
    });

    it("differ by a lock, by a pending operation and by a file that was not written whole", () => {
        const resource = { urn: "urn:x::y::Client::portal", type: "auth0:index/client:Client" };
        const cutOff = ["dev-1764149000000000000.history.json.attrs"];
        const state = { isLocked: true, pendingOperations: [{ type: "creating", resource }], cutOff };
        expect(difference(stack("a"), stack("b", { state }))).toEqual([
            "a pending operation: creating the state's Client portal, and none in an undisturbed stack",
            "a lock, and none in an undisturbed stack",
            "a file of the state that is cut off: dev….history.json.attrs, and none in an undisturbed stack",
        ]);
    });

    it("differ by what the state refers to", () => {
        const resources = [{ urn: "urn::Connection::microsoft", type: "auth0:Connection", id: "a-object" }];
        expect(difference(stack("a"), stack("a", { state: { resources } }))).toEqual([
            "the state's Application microsoft is missing",
            'the state\'s Connection microsoft: id is "<object id of application Acme>" instead of "<id of connection microsoft>"',
        ]);
    });
});
