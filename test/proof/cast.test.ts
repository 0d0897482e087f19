import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { microsoftStrategies } from "../../catalogue/auth0.ts";
import { type SignInAudience, signInAudiences } from "../../catalogue/microsoft.ts";
import { castFor, maySignIn, signInFor } from "../../proof/cast.ts";
import type { DeployedConnection } from "../../proof/deployed.ts";
import { connectionWith, personNamed } from "./proof-fixture.ts";

const people = [
    personNamed("admin", "own directory", true),
    personNamed("anna", "own directory"),
    personNamed("ben", "own directory"),
    personNamed("carla", "other directory"),
    personNamed("dana", "other directory"),
    personNamed("emil", "personal"),
    personNamed("fay", "personal"),
];

/** Ids of the user, of the second, and of the outsiders. */
function playersOf(connection: DeployedConnection): unknown[] {
    const { user, second, outsiders } = castFor(connection, people);
    return [user?.id, second?.id, outsiders.map(({ id }) => id)];
}

describe("the cast of a connection", () => {
    it.each([
        ["waad", "AzureADMyOrg", false, ["anna", "ben", ["dana", "fay"]]],
        ["waad", "AzureADMultipleOrgs", false, ["anna", "ben", ["dana", "fay"]]],
        ["waad", "AzureADMultipleOrgs", true, ["carla", "dana", ["fay"]]],
        ["waad", "AzureADandPersonalMicrosoftAccount", false, ["anna", "ben", ["dana", "fay"]]],
        ["waad", "AzureADandPersonalMicrosoftAccount", true, ["carla", "dana", []]],
        ["windowslive", "AzureADMyOrg", false, ["anna", "ben", ["dana", "fay"]]],
        ["windowslive", "AzureADMultipleOrgs", false, ["anna", "ben", ["fay"]]],
        ["windowslive", "AzureADandPersonalMicrosoftAccount", false, ["emil", "fay", []]],
        ["windowslive", "PersonalMicrosoftAccount", false, ["emil", "fay", ["ben", "dana"]]],
    ] as const)("of %s for %s, common endpoint %s, is %j", (strategy, signInAudience, commonEndpoint, players) => {
        expect(playersOf(connectionWith({ strategy, signInAudience, commonEndpoint }))).toEqual(players);
    });

    it("is of those who are assigned where anybody is, and the others of the directory are outsiders", () => {
        expect(playersOf(connectionWith({ assignedTo: ["ben"] }))).toEqual(["ben", undefined, ["anna", "dana", "fay"]]);
    });

    it("gives the administrator no part, who consents and does not sign in", () => {
        const connection = connectionWith({ assignedTo: ["admin"] });

        expect(playersOf(connection)).toEqual([undefined, undefined, ["ben", "dana", "fay"]]);
    });

    it("has no user among the outsiders, whatever the connection and whoever the people", () => {
        const anyPerson = fc.record({
            id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
            username: fc.constant("someone@example.com"),
            displayName: fc.constant("Someone"),
            from: fc.constantFrom("own directory" as const, "other directory" as const, "personal" as const),
            isAdministrator: fc.boolean(),
        });
        const anyConnection = fc.record({
            strategy: fc.constantFrom(...microsoftStrategies),
            signInAudience: fc.constantFrom(...(Object.keys(signInAudiences) as SignInAudience[])),
            commonEndpoint: fc.boolean(),
            assignedTo: fc.subarray(["a", "b", "c"]),
        });

        fc.assert(
            fc.property(
                anyConnection.map(connectionWith),
                fc.uniqueArray(anyPerson, { selector: ({ id }) => id }),
                (connection, anybody) => {
                    const { user, second, outsiders } = castFor(connection, anybody);

                    expect(outsiders).not.toContain(user ?? "nobody");
                    expect(outsiders).not.toContain(second ?? "nobody");
                    expect(outsiders.filter((person) => maySignIn(connection, person))).toEqual([]);
                    expect(user === undefined || maySignIn(connection, user)).toBe(true);
                },
            ),
        );
    });
});

describe("the way in for users who connect an account", () => {
    const entra = connectionWith({ name: "acme-entra", assignedTo: ["anna"] });
    const vault = connectionWith({ name: "acme-vault", signIn: false, assignedTo: ["ben"] });
    const anybody = connectionWith({
        name: "anybody",
        strategy: "windowslive",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
    });
    const live = connectionWith({ name: "live", strategy: "windowslive", signInAudience: "PersonalMicrosoftAccount" });

    it.each([
        ["the connection itself, where people sign in with it", entra, [live, entra], ["acme-entra", "anna"]],
        ["another, for the one whose account it is", vault, [connectionWith({ name: "all" })], ["all", "ben"]],
        ["the first with which that one may", vault, [entra, live, connectionWith({ name: "all" })], ["all", "ben"]],
        ["another, for somebody else, where that one may not sign in", vault, [vault, entra], ["acme-entra", "anna"]],
        ["another, for somebody else, where it is there for others", vault, [anybody], ["anybody", "emil"]],
        ["another, for somebody else, whoever's kind of account it is", vault, [live], ["live", "emil"]],
    ])("is %s", (_, connection, linked, [name, user]) => {
        const signIn = signInFor(connection, linked, people);

        expect([signIn?.connection.name, signIn?.user.id]).toEqual([name, user]);
    });

    it("is none where the client is linked to nothing that people sign in with, or nobody may", () => {
        expect(signInFor(vault, [vault], people)).toBeUndefined();
        expect(signInFor(vault, [connectionWith({ assignedTo: ["nobody"] })], people)).toBeUndefined();
    });
});
