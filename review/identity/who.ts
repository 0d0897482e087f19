import { signInAudiences } from "../../catalogue/microsoft.ts";
import { type Phrase, phrase } from "../phrase.ts";
import { type Resource, unknownMark } from "../stack-change.ts";
import { type Known, known, property, text } from "./read.ts";
import type { Principal, Registration } from "./registration.ts";

/** Who can sign in with a connection, as far as the connection and its app registration decide. */
export interface Who {
    readonly text: Phrase;

    /** Groups of people: `personal`, `directories`, `directory:NAME`, `own`, `assigned:OBJECT_ID`. */
    readonly groups: ReadonlySet<string>;
}

/** Groups in `some` that are not among the people of `others`. */
export function beyond(some: Who, others: Who): string[] {
    return [...some.groups].filter((group) => !covers(others.groups, group));
}

function covers(groups: ReadonlySet<string>, group: string): boolean {
    if (groups.has(group)) return true;
    if (group.startsWith("directory:")) return groups.has("directories");
    if (!group.startsWith("assigned:")) return false;
    return groups.has("own") || [...groups].some((one) => one.startsWith("directory:"));
}

/** Reads it from a connection's options and its app registration, if the stack has one. */
export function who(connection: Resource, registration: Registration | undefined): Who {
    const strategy = text(connection, "strategy");
    const common =
        property(connection, "options.waadCommonEndpoint") ?? property(connection, "options.useCommonEndpoint");
    const directory = text(connection, "options.tenantDomain") ?? text(connection, "options.domain");
    const home = homeOf(directory, registration?.principal);
    if (strategy === "waad" && common !== true) return home;
    return across(strategy, registration, home);
}

/** People of one directory. */
function homeOf(directory: Known<string>, principal: Principal | undefined): Who {
    const name = known(directory);
    const place = name === undefined ? phrase`its app registration's own directory` : phrase`directory ${name}`;
    if (principal?.enabled === false) {
        return { text: phrase`nobody of ${place}, whose service principal is switched off`, groups: new Set() };
    }
    if (principal?.assignmentRequired === true) return assigned(place, principal);
    if (directory === unknownMark) {
        return { text: phrase`people of a directory that is known after the update`, groups: new Set(["directory:?"]) };
    }
    return {
        text: phrase`people of ${place}`,
        groups: new Set([name === undefined ? "own" : `directory:${name}`]),
    };
}

function assigned(place: Phrase, { assigned: ids }: Principal): Who {
    if (ids.length === 0) {
        return {
            text: phrase`the users and groups of ${place} that were assigned by hand (this stack assigns none)`,
            groups: new Set(["assigned:by hand"]),
        };
    }
    const many =
        ids.length === 1 ? phrase`the 1 assigned user or group` : phrase`the ${ids.length} assigned users and groups`;
    return { text: phrase`${many} of ${place}`, groups: new Set(ids.map((id) => `assigned:${id}`)) };
}

/** People of more than one directory, as the app registration's audience says. */
function across(strategy: Known<string>, registration: Registration | undefined, home: Who): Who {
    const audience = known(registration?.audience);
    const rule =
        audience !== undefined && audience in signInAudiences
            ? signInAudiences[audience as keyof typeof signInAudiences]
            : undefined;
    if (rule === undefined) return unsure(strategy, registration);
    if (!rule.otherDirectories && !rule.personalAccounts) return home;
    if (!rule.otherDirectories) {
        return { text: phrase`anyone with a personal Microsoft account`, groups: new Set(["personal"]) };
    }
    // Assignments and the service principal's switch count in the directory that holds the app registration only.
    const limited = ![...home.groups].some((group) => group === "own" || group.startsWith("directory:"));
    const exception =
        registration?.principal?.enabled === false ? home.text : phrase`of its own directory only ${home.text}`;
    const people = rule.personalAccounts
        ? phrase`anyone with a Microsoft account (personal, work or school)`
        : phrase`people of any Entra directory`;
    return {
        text: limited ? phrase`${people}, but ${exception}` : people,
        groups: new Set(["directories", ...home.groups, ...(rule.personalAccounts ? ["personal"] : [])]),
    };
}

function unsure(strategy: Known<string>, registration: Registration | undefined): Who {
    const people =
        strategy === "waad" ? phrase`people of any Entra directory` : phrase`anyone with a Microsoft account`;
    const limit =
        registration === undefined
            ? phrase`as far as its app registration, which is not in this stack, lets them in`
            : phrase`as far as its app registration's audience lets them in, which is known after the update`;
    return {
        text: phrase`${people}, ${limit}`,
        groups: new Set(["directories", "own", ...(strategy === "waad" ? [] : ["personal"])]),
    };
}
