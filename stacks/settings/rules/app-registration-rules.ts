import { personalAccountLimits, signInAudiences } from "../../../catalogue/microsoft.ts";
import { type Draft, usable } from "../draft.ts";
import { type KeyPath, keyText, removeCommand, setCommand } from "../key-path.ts";
import { nearest } from "../nearest.ts";
import {
    type ConnectionSubject,
    connectionRule,
    connectionsOf,
    finding,
    findingIf,
    type Rule,
    repeats,
} from "../rule.ts";
import type { ConnectionSettings, Settings } from "../settings.ts";

/** What holds in app registrations, shared ones too. */
export const appRegistrationRules: readonly Rule[] = [
    connectionRule("a shared app registration is another connection's", ({ key, connection, settings, at }) => {
        const others = connectionKeys(settings).filter((other) => other !== key);
        const { appRegistration: shared } = connection;
        const near = shared === key ? undefined : nearest(shared ?? "", others);
        return findingIf(
            shared !== undefined && !others.includes(shared),
            at("appRegistration"),
            shared,
            "the key of another connection",
            near === undefined ? removeCommand(at("appRegistration")) : setCommand(at("appRegistration"), near),
        );
    }),
    connectionRule("a shared app registration is its connection's own", (subject) => {
        const { key, connection, at } = subject;
        const next = ownerOf(subject)?.connection.appRegistration;
        return findingIf(
            next !== undefined && connection.appRegistration !== key,
            at("appRegistration"),
            connection.appRegistration,
            "a connection that does not share another's app registration itself",
            next === undefined || next === key
                ? removeCommand(at("appRegistration"))
                : setCommand(at("appRegistration"), next),
        );
    }),
    connectionRule("a shared app registration is for several directories", (subject) => {
        const { connection, at } = subject;
        const owner = ownerOf(subject);
        const { strategy } = connection;
        const audience = owner?.connection.signInAudience;
        if (owner === undefined || audience === undefined || "appRegistration" in owner.connection) return [];
        const { otherDirectories, personalAccounts } = signInAudiences[audience];
        const isWaad = strategy === "waad" && owner.connection.strategy === "waad";
        return findingIf(
            strategy !== undefined && (!otherDirectories || (strategy === "windowslive" && !personalAccounts)),
            at("appRegistration"),
            connection.appRegistration,
            `a connection with signInAudience ${strategy === "waad" ? "AzureADMultipleOrgs or " : ""}AzureADandPersonalMicrosoftAccount; that of ${owner.key} is ${audience}`,
            isWaad
                ? setCommand(owner.at("signInAudience"), "AzureADMultipleOrgs")
                : removeCommand(at("appRegistration")),
        );
    }),
    connectionRule("what belongs to a shared app registration is set at its owner", (subject) => {
        const { connection, at } = subject;
        const owner = ownerOf(subject);
        if (owner === undefined || owner.key === subject.key) return [];
        const { name, displayName, appName, signInAudience, adminConsent } = connection;
        const audience = owner.connection.signInAudience;
        const misplaced = {
            clientSecret: connection.clientSecret !== undefined,
            appName: appName !== undefined && appName !== `${displayName} (${name})`,
            signInAudience: signInAudience !== undefined && audience !== undefined && signInAudience !== audience,
            adminConsent: connection.strategy === "waad" && adminConsent === true,
        };
        return (Object.keys(misplaced) as (keyof typeof misplaced)[])
            .filter((key) => misplaced[key])
            .map((key) =>
                finding(
                    at(key),
                    connection[key],
                    `only at connections.${owner.key}, whose app registration this connection shares`,
                    removeCommand(at(key)),
                ),
            );
    }),
    connectionRule("an app registration's name has no apostrophe", ({ connection: { appName, ...rest }, at }) =>
        findingIf(
            appName?.includes("'") === true && !("appRegistration" in rest),
            at("appName"),
            appName,
            "a name without an apostrophe, which breaks the search for apps of the same name",
            setCommand(at("appName"), (appName ?? "").replaceAll("'", "’")),
        ),
    ),
    connectionRule("an app registration's name fits personal accounts", ({ connection, at }) => {
        const { appName = "", signInAudience } = connection;
        return findingIf(
            isPersonal(connection) && appName.length > personalAccountLimits.displayNameLength,
            at("appName"),
            appName,
            `at most ${personalAccountLimits.displayNameLength} characters with signInAudience ${signInAudience}`,
            setCommand(at("appName"), appName.slice(0, personalAccountLimits.displayNameLength).trim()),
        );
    }),
    connectionRule("an app registration's permissions fit personal accounts", ({ key, connection, settings, at }) => {
        const sharing = connectionsOf(settings).filter(
            (other) => other.key === key || other.connection.appRegistration === key,
        );
        const scopes = new Set(sharing.flatMap((other) => usable(other.connection.scopes).map(([, scope]) => scope)));
        const most = personalAccountLimits.permissionsPerResource;
        return findingIf(
            isPersonal(connection) && scopes.size > most,
            at("scopes"),
            scopes.size,
            `at most ${most} different scopes with signInAudience ${connection.signInAudience}${sharing.length > 1 ? ", those of the connections that share the app registration counted in" : ""}`,
            removeCommand(at("scopes", (connection.scopes?.length ?? 1) - 1)),
        );
    }),
    {
        duty: "app registrations have different names",
        findings: (settings) => {
            const own = connectionsOf(settings).filter(({ connection }) => !("appRegistration" in connection));
            const nameAt = ([, key]: KeyPath) => own.find((subject) => subject.key === key)?.connection.name;
            return (
                repeats(own.map(({ at, connection }) => [at("appName"), connection.appName]))
                    // Two connections of one name are told of already, and by default their apps follow them.
                    .filter(({ path, first }) => nameAt(path) !== nameAt(first))
                    .map(({ path, value, first }) =>
                        finding(
                            path,
                            value,
                            `a name that no other app registration has: it is ${keyText(first)} too`,
                            setCommand(path, `${value} ${path[1]}`),
                        ),
                    )
            );
        },
    },
];

/** The connection whose app registration this one shares. */
function ownerOf({ connection, settings }: ConnectionSubject): ConnectionSubject | undefined {
    return connectionsOf(settings).find(({ key }) => key === connection.appRegistration);
}

function connectionKeys(settings: Draft<Settings>): string[] {
    return Object.keys(settings.connections ?? {});
}

/** Whether a connection's own app registration is for personal accounts. */
function isPersonal(connection: Draft<ConnectionSettings>): boolean {
    const { signInAudience } = connection;
    if ("appRegistration" in connection || signInAudience === undefined) return false;
    return signInAudiences[signInAudience].personalAccounts;
}
