import type { StackValidationPolicy } from "@pulumi/policy";
import { isMicrosoft } from "../../auth0-names.ts";
import { type Found, resourcesOf } from "../../of-type.ts";
import { referredTo } from "../../referred-to.ts";
import { Application, ApplicationRegistration, Connection } from "../../resource-types.ts";
import { shown } from "../../shown.ts";
import { checkEach } from "../../unknown-values.ts";

type ConnectionProperties = NonNullable<typeof Connection.properties>;

/** The audiences of an app registration that one connection signs in with. */
const fitting = {
    windowslive: ["AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"],
    common: ["AzureADMultipleOrgs"],
    directory: ["AzureADMyOrg", "AzureADMultipleOrgs"],
};

/** What provider and directory take where the program says nothing. */
const defaultAudience = "AzureADMyOrg";

export const audienceFitsStrategy: StackValidationPolicy = {
    name: "audience-fits-strategy",
    description: "The accounts an app registration admits are those that its Auth0 connections are for.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set signInAudience: AzureADandPersonalMicrosoftAccount for strategy windowslive, AzureADMultipleOrgs for waad on the common endpoint, AzureADMyOrg for waad with one directory.",
    url: "https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation",
    validateStack: ({ resources }, report) => {
        const connections = resourcesOf(Connection, resources).filter(({ properties }) =>
            isMicrosoft(properties.strategy),
        );
        for (const type of [Application, ApplicationRegistration]) {
            checkEach(
                resourcesOf<{ signInAudience?: string | undefined }>(type, resources),
                ({ resource, properties }) => {
                    const users = connections.filter((connection) =>
                        referredTo(connection.resource, "options.clientId", type, resources).some(
                            (found) => found.resource.urn === resource.urn,
                        ),
                    );
                    if (users.length === 0) return;
                    const audience = properties.signInAudience ?? defaultAudience;
                    const expected = audiencesFor(users);
                    if (expected.includes(audience)) return;
                    const names = users
                        .map(({ resource: { name }, properties }) => `${name} (${kindOf(properties)})`)
                        .join(", ");
                    report(
                        `signInAudience is ${shown(audience)}; expected ${expected.map(shown).join(" or ")} for ${names}`,
                        resource.urn,
                    );
                },
            );
        }
    },
};

function audiencesFor(users: readonly Found<ConnectionProperties>[]): string[] {
    const kinds = users.map(({ properties }) => kindOf(properties));
    // The one audience that holds personal accounts and directories alike, where both kinds share the app registration.
    if (kinds.includes("windowslive") && kinds.some((kind) => kind !== "windowslive")) {
        return ["AzureADandPersonalMicrosoftAccount"];
    }
    return fitting[kinds.find((kind) => kind !== "directory") ?? "directory"];
}

function kindOf({ strategy, options }: ConnectionProperties): keyof typeof fitting {
    if (strategy === "windowslive") return "windowslive";
    return options?.waadCommonEndpoint === true ? "common" : "directory";
}
