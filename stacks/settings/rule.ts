import { type Draft, usableEntries } from "./draft.ts";
import type { KeyPath } from "./key-path.ts";
import type { ClientSettings, ConnectionSettings, Settings } from "./settings.ts";

/** One duty of the settings, and what breaks it. A rule tells only of what is usable: see `Draft`. */
export interface Rule {
    /** What holds in good settings, as a sentence. */
    readonly duty: string;
    readonly findings: (settings: Draft<Settings>) => Finding[];
}

/** A value that breaks a duty. */
export interface Finding {
    readonly path: KeyPath;

    /** The value there, defaults included. */
    readonly value: unknown;
    readonly allowed: string;
    readonly fix: string;

    /** What to show, where it is not the value. */
    readonly given?: string;
}

/** A connection to look at. */
export interface ConnectionSubject {
    readonly key: string;
    readonly connection: Draft<ConnectionSettings>;
    readonly settings: Draft<Settings>;

    /** Path of one of its settings. */
    readonly at: (...steps: KeyPath) => KeyPath;
}

/** A client to look at. */
export interface ClientSubject {
    readonly key: string;
    readonly client: Draft<ClientSettings>;
    readonly settings: Draft<Settings>;

    /** Path of one of its settings. */
    readonly at: (...steps: KeyPath) => KeyPath;
}

/** A rule on every connection by itself. */
export function connectionRule(duty: string, findings: (subject: ConnectionSubject) => Finding[]): Rule {
    return { duty, findings: (settings) => connectionsOf(settings).flatMap(findings) };
}

/** A rule on every client by itself. */
export function clientRule(duty: string, findings: (subject: ClientSubject) => Finding[]): Rule {
    return { duty, findings: (settings) => clientsOf(settings).flatMap(findings) };
}

/** The usable connections. */
export function connectionsOf(settings: Draft<Settings>): ConnectionSubject[] {
    return usableEntries(settings.connections).map(([key, connection]) => ({
        key,
        connection,
        settings,
        at: (...steps) => ["connections", key, ...steps],
    }));
}

/** The usable clients. */
export function clientsOf(settings: Draft<Settings>): ClientSubject[] {
    return usableEntries(settings.clients).map(([key, client]) => ({
        key,
        client,
        settings,
        at: (...steps) => ["clients", key, ...steps],
    }));
}

/** The value at a path breaks a duty. */
export function finding(path: KeyPath, value: unknown, allowed: string, fix: string): Finding {
    return { path, value, allowed, fix };
}

/** The value at a path breaks a duty, if it does. */
export function findingIf(isBroken: boolean, ...about: Parameters<typeof finding>): Finding[] {
    return isBroken ? [finding(...about)] : [];
}

/** A value that was met before, at `first`. */
export interface Repeat<Value> {
    readonly path: KeyPath;
    readonly value: Value;
    readonly first: KeyPath;
}

/** The values that stand at more than one path: each but the first. */
export function repeats<Value>(
    values: readonly (readonly [path: KeyPath, value: Value | undefined])[],
): Repeat<Value>[] {
    const firsts = new Map<Value, KeyPath>();
    return values.flatMap(([path, value]) => {
        if (value === undefined) return [];
        const first = firsts.get(value);
        if (first !== undefined) return [{ path, value, first }];
        firsts.set(value, path);
        return [];
    });
}
