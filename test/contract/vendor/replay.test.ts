import { expect, it } from "vitest";
import { replay } from "../../../contract/vendor/replay.ts";
import { tallyOf } from "../../../contract/vendor/tally.ts";
import { type MadeUp, madeUpCassette } from "./made-up.ts";

const api = {
    id: "0123456789abcdef01234567",
    name: "Shop",
    identifier: "https://shop",
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: false,
    subject_type_authorization: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
    token_lifetime: 86400,
    token_lifetime_for_web: 7200,
    signing_alg: "RS256",
};
const creation = { name: "Shop", identifier: "https://shop" };
const created = (reply: object): MadeUp => ["POST", "/resource-servers", creation, 201, reply];
const read = (reply: object): MadeUp => ["GET", `/resource-servers/${api.id}`, undefined, 200, reply];
const resultsOf = async (...interactions: MadeUp[]) =>
    (await replay(madeUpCassette(interactions))).map(({ result }) => result);

it("finds equal what answers the same, under identifiers of its own", async () => {
    expect(await resultsOf(created(api), read(api), ["DELETE", `/resource-servers/${api.id}`, undefined, 204])).toEqual(
        [
            { kind: "equal", onSeeded: false },
            { kind: "equal", onSeeded: false },
            { kind: "equal", onSeeded: false },
        ],
    );
});

it.each([
    [
        { ...api, token_lifetime: 7200 },
        { kind: "value", path: "token_lifetime", recorded: "7200", ours: "86400" },
    ],
    [
        { ...api, token_lifetime: "86400" },
        { kind: "type", path: "token_lifetime", recorded: "string", ours: "number" },
    ],
    [
        { ...api, is_system: false },
        { kind: "missing key", path: "is_system", recorded: "false", ours: "none" },
    ],
    [
        { ...api, subject_type_authorization: { client: { policy: "require_client_grant" } } },
        {
            kind: "extra key",
            path: "subject_type_authorization.user",
            recorded: "none",
            ours: '{"policy":"allow_all"}',
        },
    ],
    [
        { ...api, scopes: [{ value: "read" }] },
        { kind: "missing key", path: "scopes", recorded: '[{"value":"read"}]', ours: "none" },
    ],
])("finds a reply that differs: %j", async (reply, difference) => {
    expect(await resultsOf(created(reply))).toEqual([{ kind: "differing", differences: [difference] }]);
});

it("finds a status, a text and a content type that differ", async () => {
    const refusal = {
        statusCode: 404,
        error: "Not Found",
        message: "No such API",
        errorCode: "inexistent_resource_server",
    };
    expect(
        await resultsOf(
            ["GET", "/tenants/settings", undefined, 410, { message: "Gone" }],
            ["GET", "/resource-servers/unknown", undefined, 404, refusal],
            ["GET", "/connections", undefined, 200, [], "text/html"],
        ),
    ).toEqual([
        {
            kind: "differing",
            differences: [
                {
                    kind: "status",
                    path: "",
                    recorded: "410 Gone",
                    ours: "200",
                },
            ],
        },
        {
            kind: "differing",
            differences: [
                {
                    kind: "text",
                    path: "message",
                    recorded: '"No such API"',
                    ours: '"The resource server does not exist"',
                },
            ],
        },
        {
            kind: "differing",
            differences: [
                {
                    kind: "header",
                    path: "content-type",
                    recorded: "text/html",
                    ours: "application/json; charset=utf-8",
                },
            ],
        },
    ]);
});

it("puts into the tenant what a cassette reads without having made, and says so", async () => {
    expect(await resultsOf(read(api))).toEqual([{ kind: "equal", onSeeded: true }]);
});

it("does not replay what needs a strategy that is not served, but what comes after it", async () => {
    const id = "con_0123456789abcdef";
    const connection = { id, name: "google", strategy: "google-oauth2", options: {}, realms: ["google"] };
    const shown = { ...connection, enabled_clients: [] };
    const results = await resultsOf(
        ["POST", "/connections", { name: "google", strategy: "google-oauth2" }, 201, shown],
        ["GET", `/connections/${id}/clients`, undefined, 200, { clients: [] }],
        ["PATCH", `/connections/${id}`, { options: {} }, 200, shown],
        ["POST", "/roles", { name: "reader" }, 200, { id: "rol_1" }],
    );
    expect(results).toEqual([
        { kind: "not replayable", reason: "the sandbox does not serve connections of strategy google-oauth2" },
        { kind: "equal", onSeeded: true },
        { kind: "not replayable", reason: "options of strategy google-oauth2" },
        { kind: "not served" },
    ]);
});

it("leaves redacted values out, and what the recorder lost", async () => {
    const refusal: MadeUp = ["PATCH", "/clients/unknown", {}, 404, { signing_keys: [{ cert: "[REDACTED]" }] }];
    const redacted = created({ ...api, name: "[REDACTED]" });
    expect(await resultsOf(refusal, redacted)).toEqual([
        { kind: "equal", onSeeded: false },
        { kind: "equal", onSeeded: false },
    ]);
});

it("counts, and tells what the table explains from what it does not", async () => {
    const older: Partial<typeof api> = { ...api };
    delete older.subject_type_authorization;
    const outcomes = [
        ...(await replay(madeUpCassette([created(older)], "1.11.0"))),
        ...(await replay(madeUpCassette([created(older)], "1.45.0"))),
    ];
    const { routes, meant, failures } = tallyOf(2, outcomes);
    expect(routes).toEqual([
        {
            route: "POST /api/v2/resource-servers",
            interactions: 2,
            equal: 0,
            onSeeded: 0,
            onPurpose: 1,
            differing: 1,
            notReplayable: 0,
        },
    ]);
    expect(Object.values(meant)).toEqual([1]);
    expect(failures).toEqual([
        'POST /api/v2/resource-servers: extra key subject_type_authorization: recorded none, ours {"client":{"policy":"require_client_grant"},"user":{"policy":"allow_all"}} (made up #0)',
    ]);
});
