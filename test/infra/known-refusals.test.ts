import { describe, expect, it } from "vitest";
import { reactionTo } from "../../infra/known-refusals.ts";

const password = "azuread:index/applicationPassword:ApplicationPassword";
const connection = "auth0:index/connection:Connection";
const api = "auth0:index/resourceServer:ResourceServer";
const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";
const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";

const noPersonalApp =
    "unexpected status 409 (409 Conflict) with error: Error_MsaAppDoesNotExist: The app does not exist.";
const beingDeleted = "409 Conflict: A connection with the same name is being deleted, try again later";
const nameTaken = "409 Conflict: A connection with the same name already exists";
const granted =
    "unexpected status 409 with error: Request_MultipleObjectsWithSameKeyValue: Permission entry already exists.";

const leave = { kind: "leave", afterMs: 0, text: "" };

const owningStack = "microsoft-connection/dev";

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
                text: "ms: another connection has this name. If an update that was stopped or broke has made it, take it back: npm run repair -- --stack dev. Otherwise give this one a name of its own, or adopt the other with its id: pulumi import auth0:index/connection:Connection ms con_… --protect=false --generate-code=false",
            },
        ],
        [
            grant,
            granted,
            {
                kind: "advise",
                afterMs: 0,
                text: "ms: consent is given already, and there is one grant per app. If an update that was stopped or broke has given it, or it is to be this stack's: npm run repair -- --stack dev. Otherwise remove that consent (Entra admin centre, Enterprise applications, Permissions), or adopt it with its id: pulumi import azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant ms /oauth2PermissionGrants/… --protect=false --generate-code=false",
            },
        ],
        [
            api,
            "409 Conflict: A resource server with the same identifier already exists",
            {
                kind: "advise",
                afterMs: 0,
                text: "ms: an API has this identifier. If an update that was stopped or broke has made it, take it back: npm run repair -- --stack dev. Otherwise adopt it with its id: pulumi import auth0:index/resourceServer:ResourceServer ms … --protect=false --generate-code=false",
            },
        ],
        [connection, noPersonalApp, leave],
        [password, "unexpected status 403 (403 Forbidden)", leave],
        [servicePrincipal, noPersonalApp, leave],
        [servicePrincipal, "404 Timed out whilst waiting for new service principal to be replicated", leave],
    ])("on %s: %s", (type, error, reaction) => {
        expect(reactionTo({ type, name: "ms", operation: "create", errors: [error], owningStack })).toEqual(reaction);
    });

    it("looks at the newest error only", () => {
        expect(
            reactionTo({
                type: connection,
                name: "ms",
                operation: "create",
                errors: ["401 Unauthorized", beingDeleted],
                owningStack,
            }),
        ).toEqual(leave);
    });

    it.each(["update", "delete"])("leaves a failed %s alone", (operation) => {
        expect(reactionTo({ type: connection, name: "ms", operation, errors: [beingDeleted], owningStack })).toEqual(
            leave,
        );
    });

    it("says what to do about secrets that an interrupted update made, or removed", () => {
        const full = "TooManyAppPasswords: Not allowed to add 3 passwords. You can only add a maximum of 2 passwords.";
        const gone = "unexpected status 400 with error: Request_BadRequest: No password credential found with keyId.";
        expect(
            reactionTo({ type: password, name: "ms-b", operation: "create", errors: [full], owningStack }).kind,
        ).toBe("advise");
        expect(reactionTo({ type: password, name: "ms-b", operation: "create", errors: [gone], owningStack })).toEqual(
            leave,
        );
        expect(reactionTo({ type: password, name: "ms-b", operation: "delete", errors: [gone], owningStack })).toEqual({
            kind: "advise",
            afterMs: 0,
            text: "ms-b: the client secret is gone at Microsoft, as after an update that was interrupted while it removed it: run `npm run repair -- --stack dev`, or `pulumi up --refresh`; the connection keeps the secret it has",
        });
    });

    it("waits longer each time, and gives up after two and a half minutes", () => {
        const reactions = Array.from({ length: 14 }, (_, index) =>
            reactionTo({
                type: connection,
                name: "ms",
                operation: "create",
                errors: Array(index + 1).fill(beingDeleted),
                owningStack,
            }),
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
