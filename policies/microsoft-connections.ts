import type { ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import { isMicrosoft } from "./auth0-names.ts";
import { validateResourceOf } from "./of-type.ts";
import { Connection } from "./resource-types.ts";

/** The inputs of an Auth0 connection. */
export type ConnectionProperties = NonNullable<typeof Connection.properties>;

type Check = (
    connection: ConnectionProperties,
    args: ResourceValidationArgs,
    report: (message: string) => void,
) => void;

/** Checks the connections with one of Auth0's strategies for Microsoft, `windowslive` and `waad`. */
export function validateMicrosoftConnection(check: Check): ResourceValidation {
    return validateResourceOf(Connection, (connection, args, report) => {
        if (!isMicrosoft(connection.strategy)) return args.notApplicable("Its strategy is none for Microsoft");
        check(connection, args, report);
    });
}
