import { type Document, isMap, isScalar, type Node, type Pair, type YAMLMap } from "yaml";

/** A key and its value as they stand in a text. */
export interface Entry {
    readonly key: Node;
    readonly value: Node;
}

/** A mapping that is written out where it stands, neither an alias nor merged in. */
export type Mapping = YAMLMap<unknown, unknown>;

/** The connection's `clientSecret` and the entries that lead to it, outermost first; undefined where one is not written out. */
export function clientSecretEntries(document: Document, project: string, connection: string): Entry[] | undefined {
    const config = isMap(document.contents) ? entry(document.contents as Mapping, "config") : undefined;
    const connections = within(config, `${project}:connections`) ?? within(config, "connections");
    const found = within(connections, connection);
    const secret = within(found, "clientSecret");
    if (config === undefined || connections === undefined || found === undefined || secret === undefined) return;
    return [config, connections, found, secret];
}

/** An entry of the mapping that another entry holds. */
export function within(outer: Entry | undefined, key: string): Entry | undefined {
    return isMap(outer?.value) ? entry(outer.value as Mapping, key) : undefined;
}

/** Where a node's text starts, and where it ends without what follows it. */
export function rangeOf({ range }: Node): { from: number; to: number } {
    if (range === undefined || range === null) throw new Error("a node that was not parsed from a text");
    return { from: range[0], to: range[1] };
}

/** Where the last thing in a value ends: comments and empty lines after it do not count. */
export function endOf(value: Node): number {
    const last = isMap(value) && value.flow !== true ? (value.items.at(-1)?.value as Node | null) : null;
    return last === null || last === undefined ? rangeOf(value).to : endOf(last);
}

function entry(map: Mapping, key: string): Entry | undefined {
    const found = map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
    return found === undefined ? undefined : entryOf(found);
}

/** A pair of nodes; a key without a value is none. */
export function entryOf({ key, value }: Pair<unknown, unknown>): Entry | undefined {
    return value === null || value === undefined ? undefined : { key: key as Node, value: value as Node };
}
