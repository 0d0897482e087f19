import { describe, expect, it } from "vitest";
import { reactionTo } from "../../infra/known-refusals.ts";

const password = "azuread:index/applicationPassword:ApplicationPassword";
const connection = "auth0:index/connection:Connection";
const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";
const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";

const noPersonalApp =
    "unexpected status 409 (409 Conflict) with error: Error_MsaAppDoesNotExist: The app does not exist.";
const beingDeleted = "409 Conflict: A connection with the same name is being deleted, try again later";
const nameTaken = "409 Conflict: A connection with the same name already exists";
const granted =
    "unexpected status 409 with error: Request_MultipleObjectsWithSameKeyValue: Permission entry already exists.";

const leave = { kind: "leave", afterMs: 0, text: "" };

describe("reactionTo", () => {
    it.each([
        [
            password,
            noPersonalApp,
            {
                kind: "try again",
                afterMs: 1000,
                text: "ms: the app registration is not known yet where personal accounts live (Error_MsaAppDoesNotExist); trying again in 1 s",
            },
        ],
        [
            connection,
            beingDeleted,
            {
                kind: "try again",
                afterMs: 1000,
                text: "ms: Auth0 is still deleting the former connection of this name and its users; trying again in 1 s",
            },
        ],
        [
            connection,
            nameTaken,
            {
                kind: "advise",
                afterMs: 0,
                text: "ms: another connection has this name. Give this one a name of its own, or adopt the other with its id: pulumi import auth0:index/connection:Connection ms con_… --protect=false --generate-code=false",
            },
        ],
        [
            grant,
            granted,
            {
                kind: "advise",
                afterMs: 0,
                text: "ms: an administrator has consented already, and there is one grant per app. Remove that consent (Entra admin centre, Enterprise applications, Permissions), or adopt it with its id: pulumi import azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant ms /oauth2PermissionGrants/… --protect=false --generate-code=false",
            },
        ],
        [connection, noPersonalApp, leave],
        [password, "unexpected status 403 (403 Forbidden)", leave],
        [servicePrincipal, noPersonalApp, leave],
        [servicePrincipal, "404 Timed out whilst waiting for new service principal to be replicated", leave],
    ])("on %s: %s", (type, error, reaction) => {
        expect(reactionTo(type, "ms", "create", [error])).toEqual(reaction);
    });

    it("looks at the newest error only", () => {
        expect(reactionTo(connection, "ms", "create", ["401 Unauthorized", beingDeleted])).toEqual(leave);
    });

    it.each(["update", "delete"])("leaves a failed %s alone", (operation) => {
        expect(reactionTo(connection, "ms", operation, [beingDeleted])).toEqual(leave);
    });

    it("says what to do about secrets that an interrupted update made, or removed", () => {
        const full = "TooManyAppPasswords: Not allowed to add 3 passwords. You can only add a maximum of 2 passwords.";
        const gone = "unexpected status 400 with error: Request_BadRequest: No password credential found with keyId.";
        expect(reactionTo(password, "ms-b", "create", [full]).kind).toBe("advise");
        expect(reactionTo(password, "ms-b", "create", [gone])).toEqual(leave);
        expect(reactionTo(password, "ms-b", "delete", [gone])).toEqual({
            kind: "advise",
            afterMs: 0,
            text: "ms-b: the client secret is gone at Microsoft, as after an update that was interrupted while it removed it: run `pulumi up --refresh`; the connection keeps the secret it has",
        });
    });

    it("waits longer each time, and gives up after two and a half minutes", () => {
        const reactions = Array.from({ length: 14 }, (_, index) =>
            reactionTo(connection, "ms", "create", Array(index + 1).fill(beingDeleted)),
        );
        expect(reactions.map(({ afterMs }) => afterMs / 1000)).toEqual([
            1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 15, 0,
        ]);
        expect(reactions.at(-1)).toEqual({
            kind: "advise",
            afterMs: 0,
            text: "ms: Auth0 is still deleting the former connection of this name and its users; still so after 14 tries. Run `pulumi up` again later.",
        });
    });
});
