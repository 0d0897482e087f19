import { z } from "zod";
import { microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import { AskedOnce } from "./asked-once.ts";

const secretSchema = z.object({
    keyId: z.string(),
    displayName: z.string().nullish(),
    endDateTime: z.string().nullish(),
});
const applicationSchema = z.object({
    id: z.string(),
    appId: z.string(),
    displayName: z.string(),
    signInAudience: z.string().nullish(),
    publisherDomain: z.string().nullish(),
    verifiedPublisher: z.object({ verifiedPublisherId: z.string().nullish() }).nullish(),
    web: z.object({ redirectUris: z.array(z.string()) }),
    passwordCredentials: z.array(secretSchema),
});
const servicePrincipalSchema = z.object({
    id: z.string(),
    appId: z.string(),
    accountEnabled: z.boolean().nullish(),
});
const grantSchema = z.object({ consentType: z.string(), scope: z.string(), resourceId: z.string() });

export type SeenApplication = z.infer<typeof applicationSchema>;
export type SeenSecret = z.infer<typeof secretSchema>;
export type SeenServicePrincipal = z.infer<typeof servicePrincipalSchema>;

/** The directory as checks look at it: each question is asked once, however many checks want it. */
export class DirectoryView {
    private readonly directory: GraphDirectory;
    private readonly once = new AskedOnce();

    constructor(directory: GraphDirectory) {
        this.directory = directory;
    }

    /** Application permissions that an administrator has given the credentials. @throws `Refusal` where they are refused */
    roles(): Promise<string[]> {
        return this.once.answer("roles", () => this.directory.roles());
    }

    /** Directory (tenant) ID that the credentials are of. */
    tenantId(): Promise<string> {
        return this.once.answer("tenant", () => this.directory.tenantId());
    }

    /** The application with a client id, if there is one. */
    application(appId: string): Promise<SeenApplication | undefined> {
        return this.first("/applications", `appId eq '${appId}'`, applicationSchema);
    }

    /** Applications with a display name. */
    applicationsNamed(displayName: string): Promise<SeenApplication[]> {
        return this.listed("/applications", `displayName eq '${displayName.replaceAll("'", "''")}'`, applicationSchema);
    }

    servicePrincipal(appId: string): Promise<SeenServicePrincipal | undefined> {
        return this.first("/servicePrincipals", `appId eq '${appId}'`, servicePrincipalSchema);
    }

    /** Microsoft Graph scopes that an administrator has consented to for everyone. */
    async consented(servicePrincipalId: string): Promise<string[]> {
        const graph = await this.servicePrincipal(microsoftGraphAppId);
        const grants = await this.listed("/oauth2PermissionGrants", `clientId eq '${servicePrincipalId}'`, grantSchema);
        return grants
            .filter(({ consentType, resourceId }) => consentType === "AllPrincipals" && resourceId === graph?.id)
            .flatMap(({ scope }) => scope.split(" ").filter((one) => one !== ""));
    }

    private async first<T extends z.ZodType>(path: string, filter: string, item: T): Promise<z.infer<T> | undefined> {
        return (await this.listed(path, filter, item))[0];
    }

    private listed<T extends z.ZodType>(path: string, filter: string, item: T): Promise<z.infer<T>[]> {
        return this.once.answer(`${path} ${filter}`, async () =>
            z.array(item).parse(await this.directory.all(path, filter)),
        );
    }
}
