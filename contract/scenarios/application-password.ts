import type { Declared, Inputs, Scenario } from "../scenario.ts";
import { output } from "../scenario.ts";
import { application } from "./application.ts";
import { graphRefuses } from "./faults.ts";
import { applicationNamed } from "./found.ts";

const login = application({ displayName: "Acme" });

export const applicationPasswordScenarios: readonly Scenario[] = [
    {
        name: "azuread-application-password",
        title: "A client secret is made, seen unchanged, replaced by another one, and deleted",
        steps: [
            {
                title: "what would be made",
                operation: "preview",
                resources: [login, password({ endDate: "2027-05-01T00:00:00Z" })],
            },
            { title: "it is made" },
            { title: "nothing has changed in the directory", operation: "refresh" },
            { title: "nothing has changed" },
            { title: "another end", resources: [login, password({ endDate: "2027-06-01T00:00:00Z" })] },
            { title: "it is deleted", resources: [login] },
        ],
    },
    {
        name: "azuread-application-password-inputs",
        title: "Every input of a client secret replaces it",
        steps: [
            { title: "with nothing but a name", resources: [login, password({})] },
            { title: "another name", resources: [login, password({ displayName: "slot b" })] },
            {
                title: "a start and an end with fractions",
                resources: [
                    login,
                    password({
                        displayName: "slot b",
                        startDate: "2026-11-03T10:00:00Z",
                        endDate: "2027-05-01T00:00:00.000Z",
                    }),
                ],
            },
            {
                title: "rotated",
                resources: [login, password({ displayName: "slot b", rotateWhenChanged: { generation: "2" } })],
            },
            {
                title: "a relative end",
                resources: [login, password({ displayName: "slot b", endDateRelative: "240h" })],
            },
            {
                title: "two ends",
                fails: true,
                resources: [login, password({ endDate: "2027-05-01T00:00:00Z", endDateRelative: "240h" })],
            },
        ],
    },
    {
        name: "azuread-application-password-lost",
        title: "A client secret that somebody deleted is forgotten and made anew; one whose application is gone cannot be deleted",
        steps: [
            { title: "it is made", resources: [login, password({})] },
            {
                title: "somebody has deleted it",
                operation: "refresh",
                before: (world) => {
                    const found = applicationNamed(world, "Acme");
                    world.directory.applications.set(found.id, { ...found, passwordCredentials: [] });
                    return undefined;
                },
            },
            { title: "it is made anew" },
        ],
    },
    {
        name: "azuread-application-password-refused",
        title: "A client secret is refused: the application is not ready or not there, its lifetime or its date is not allowed",
        steps: [
            { title: "the application is made", resources: [login] },
            {
                title: "not ready for personal accounts",
                fails: true,
                before: (world) => refuse(world, 409, "Error_MsaAppDoesNotExist", "The application does not exist."),
                resources: [login, password({})],
            },
            {
                title: "not known yet",
                fails: true,
                before: (world) =>
                    refuse(
                        world,
                        404,
                        "Request_ResourceNotFound",
                        "Resource does not exist or one of its queried reference-property objects are not present.",
                    ),
            },
            {
                title: "longer than the policy allows",
                fails: true,
                before: (world) =>
                    refuse(
                        world,
                        400,
                        "CredentialInvalidLifetimeAsPerAppPolicy",
                        "Credential lifetime exceeds the max value allowed as per assigned policy.",
                    ),
            },
            {
                title: "an end before its start",
                fails: true,
                before: (world) =>
                    refuse(world, 400, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid."),
            },
            {
                title: "no such application",
                fails: true,
                resources: [login, password({ applicationId: "/applications/6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a99" })],
            },
            {
                title: "no application's id",
                fails: true,
                resources: [
                    login,
                    password({ applicationId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a99", endDate: "tomorrow" }),
                ],
            },
        ],
    },
    {
        name: "azuread-application-password-lag",
        title: "A client secret that shows only after a while is waited for",
        steps: [
            { title: "the application is made", resources: [login] },
            {
                title: "the secret shows at the third look",
                before: (world) => {
                    const { id } = applicationNamed(world, "Acme");
                    const body = { ...applicationNamed(world, "Acme") };
                    world.faults.add({
                        service: "microsoft",
                        method: "GET",
                        path: new RegExp(`v1\\.0/applications/${id}$`),
                        after: 1,
                        times: 2,
                        answer: () => Response.json(body),
                    });
                    return undefined;
                },
                resources: [login, password({})],
            },
        ],
    },
];

function password(inputs: Inputs): Declared {
    return {
        type: "azuread.ApplicationPassword",
        name: "slot",
        inputs: { applicationId: output("login", "id"), displayName: "slot a", ...inputs },
    };
}

function refuse(world: Parameters<typeof graphRefuses>[0], status: number, code: string, message: string): undefined {
    graphRefuses(world, { method: "POST", path: /addPassword$/ }, status, code, message);
}
