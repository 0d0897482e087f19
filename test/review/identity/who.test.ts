import { describe, expect, it } from "vitest";
import { picture } from "../../../review/identity/picture.ts";
import { types } from "../../../review/identity/types.ts";
import { beyond } from "../../../review/identity/who.ts";
import { type Properties, type Resource, unknownMark } from "../../../review/stack-change.ts";
import { changing, having, resource, said, stack, without, written } from "./stack.ts";

const waad = (options: Properties) => having(types.connection, "microsoft", { strategy: "waad", options });
const acme = waad({ clientId: "entra-client", tenantDomain: "acme.example" });
const common = waad({ clientId: "entra-client", waadCommonEndpoint: true });
const audience = (signInAudience: string | typeof unknownMark, from: readonly Resource[] = stack) =>
    having(types.application, "login", { signInAudience }, from);

/** Only those who are assigned are let in. */
function assigned(from: readonly Resource[], ...ids: string[]): Resource[] {
    return [
        ...having(types.servicePrincipal, "login", { appRoleAssignmentRequired: true }, from),
        ...ids.map((principalObjectId) =>
            resource(types.appRoleAssignment, principalObjectId, { resourceObjectId: "principal", principalObjectId }),
        ),
    ];
}

describe("who", () => {
    it.each<[string, readonly Resource[], string]>([
        ["any account", stack, "anyone with a Microsoft account (personal, work or school)"],
        ["personal accounts", audience("PersonalMicrosoftAccount"), "anyone with a personal Microsoft account"],
        ["work accounts", audience("AzureADMultipleOrgs"), "people of any Entra directory"],
        ["its own directory", audience("AzureADMyOrg"), "people of its app registration's own directory"],
        ["one directory", acme, "people of directory <acme.example>"],
        ["the common endpoint", audience("AzureADMultipleOrgs", common), "people of any Entra directory"],
        ["the assigned", assigned(acme, "u1", "g1"), "the <2> assigned users and groups of directory <acme.example>"],
        ["one assigned", assigned(acme, "u1"), "the 1 assigned user or group of directory <acme.example>"],
        [
            "those assigned by hand",
            assigned(acme),
            "the users and groups of directory <acme.example> that were assigned by hand (this stack assigns none)",
        ],
        [
            "the assigned of its own directory only",
            assigned(audience("AzureADMultipleOrgs", common), "u1"),
            "people of any Entra directory, but of its own directory only the 1 assigned user or group of its app registration's own directory",
        ],
        [
            "a service principal that is off",
            having(types.servicePrincipal, "login", { accountEnabled: false }, acme),
            "nobody of directory <acme.example>, whose service principal is switched off",
        ],
        [
            "an audience known later",
            audience(unknownMark),
            "anyone with a Microsoft account, as far as its app registration's audience lets them in, which is known after the update",
        ],
        [
            "an app registration elsewhere",
            without(types.application, "login"),
            "anyone with a Microsoft account, as far as its app registration, which is not in this stack, lets them in",
        ],
        [
            "options known later",
            having(types.connection, "microsoft", { strategy: "waad", options: unknownMark }),
            "people of a directory that is known after the update",
        ],
        [
            "a directory known later",
            waad({ clientId: "entra-client", tenantDomain: unknownMark }),
            "people of a directory that is known after the update",
        ],
    ])("is read from %s", (_, resources, text) => {
        expect(written(picture(resources).connections[0]?.who.text ?? [])).toBe(text);
    });

    it("is told of as more, fewer or other people", () => {
        const contoso = waad({ clientId: "entra-client", tenantDomain: "contoso.example" });
        expect(said(changing(audience("AzureADMyOrg"), audience("AzureADMultipleOrgs")))).toEqual([
            "wider, sign-in: More people can sign in with connection <microsoft>: people of any Entra directory. Before: people of its app registration's own directory.",
        ]);
        expect(said(changing(acme, audience("AzureADMultipleOrgs", common)))).toEqual([
            "wider, sign-in: More people can sign in with connection <microsoft>: people of any Entra directory. Before: people of directory <acme.example>.",
        ]);
        expect(said(changing(acme, contoso))).toEqual([
            "wider, sign-in: Other people can sign in with connection <microsoft>: people of directory <contoso.example>. Before: people of directory <acme.example>.",
        ]);
        expect(said(changing(acme, assigned(acme, "u1")))).toEqual([
            "narrower, sign-in: Fewer people can sign in with connection <microsoft>: the 1 assigned user or group of directory <acme.example>. Before: people of directory <acme.example>.",
        ]);
        expect(said(changing(assigned(acme, "u1"), assigned(acme, "u2")))).toEqual([
            "wider, sign-in: Other people can sign in with connection <microsoft>: the 1 assigned user or group of directory <acme.example>. Before: the 1 assigned user or group of directory <acme.example>. Newly assigned: <u2>. No longer assigned: <u1>.",
        ]);
    });

    it("has nobody beyond itself", () => {
        for (const resources of [stack, acme, common, assigned(acme, "u1")]) {
            const [connection] = picture(resources).connections;
            expect(connection && beyond(connection.who, connection.who)).toEqual([]);
        }
    });
});
