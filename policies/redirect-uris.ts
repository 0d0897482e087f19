import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import { validateEither, validateResourceOf } from "./of-type.ts";
import { Application, ApplicationRedirectUris } from "./resource-types.ts";
import { checkEach } from "./unknown-values.ts";

type Check = (uri: string, args: ResourceValidationArgs, report: ReportViolation) => void;

/**
 * Checks every redirect URI that Microsoft sends a browser to, of the platforms "Web" and "Single-page application". Desktop and
 * mobile apps have loopback addresses and schemes of their own, which is as it has to be.
 */
export function validateRedirectUris(check: Check): ResourceValidation {
    return validateEither(
        validateResourceOf(Application, (application, args, report) => {
            for (const platform of [application.web, application.singlePageApplication]) {
                checkEach(platform?.redirectUris, (uri) => check(uri, args, report));
            }
        }),
        validateResourceOf(ApplicationRedirectUris, ({ type, redirectUris }, args, report) => {
            if (type === "PublicClient") return;
            checkEach(redirectUris, (uri) => check(uri, args, report));
        }),
    );
}

/** Whether an address is on the person's own machine. */
export function isLocalhost(uri: string): boolean {
    return /^[a-z][a-z0-9+.-]*:\/\/(localhost|127(\.\d+){3}|\[::1\])([:/?#]|$)/i.test(uri);
}
