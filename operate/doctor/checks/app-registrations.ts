import { type Result, unknown } from "../check.ts";
import type { SeenApplication, SeenServicePrincipal } from "../directory-view.ts";
import { isUnreadable, type Patient } from "../patient.ts";

/** An app registration of the stack, as the directory has it. */
export interface SeenAppRegistration {
    /** Key of the connection that has it. */
    readonly key: string;
    readonly application: SeenApplication;
    readonly servicePrincipal: SeenServicePrincipal | undefined;
}

/** Looks at the app registrations of the stack's connections, found by the client ids that the connections sign in with. */
export async function appRegistrations(
    { directory, settings, stack, tenant }: Patient,
    look: (seen: readonly SeenAppRegistration[]) => Result | Promise<Result>,
): Promise<Result> {
    if (isUnreadable(tenant)) return unknown(tenant.problem, tenant.mend);
    if (isUnreadable(directory)) return unknown(directory.problem, directory.mend);
    const connections = await tenant.connections();
    const own = Object.entries(settings.connections).filter(([, { clientSecret }]) => clientSecret !== undefined);
    const seen = await Promise.all(
        own.map(async ([key, { name }]) => {
            const clientId = connections.find((one) => one.name === name)?.options.client_id;
            const application = clientId === undefined ? undefined : await directory.application(clientId);
            if (application === undefined) return { key };
            return { key, application, servicePrincipal: await directory.servicePrincipal(application.appId) };
        }),
    );
    const missing = seen.filter(({ application }) => application === undefined);
    if (missing.length > 0) {
        return unknown(
            `no app registration is there for ${missing.map(({ key }) => key).join(", ")}`,
            `pulumi up --stack ${stack}`,
        );
    }
    return look(seen as SeenAppRegistration[]);
}
