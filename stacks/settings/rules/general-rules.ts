import { usable, usableEntries } from "../draft.ts";
import { type Format, formats, hasFormat, repaired } from "../formats.ts";
import { type KeyPath, keyText, removeCommand, setCommand } from "../key-path.ts";
import { clientsOf, connectionsOf, finding, findingIf, type Repeat, type Rule, repeats } from "../rule.ts";
import { visible } from "../visible.ts";

/** What holds wherever there are mappings, lists and former keys. */
export const generalRules: readonly Rule[] = [
    {
        duty: "there is a connection",
        findings: ({ connections }) =>
            findingIf(
                connections !== undefined && Object.keys(connections).length === 0,
                ["connections"],
                undefined,
                "at least one connection",
                setCommand(["connections", "microsoft", "strategy"], "windowslive"),
            ),
    },
    {
        duty: "the keys of a mapping have their format",
        findings: (settings) => [
            ...badKeys(["connections"], settings.connections, formats.logicalName),
            ...badKeys(["clients"], settings.clients, formats.logicalName),
            ...connectionsOf(settings).flatMap(({ connection, at }) =>
                badKeys(at("upstreamParams"), connection.upstreamParams, formats.upstreamParam),
            ),
            ...clientsOf(settings).flatMap(({ client, at }) =>
                client.kind === "spa" ? badKeys(at("api", "scopes"), client.api?.scopes, formats.scopeValue) : [],
            ),
        ],
    },
    {
        duty: "a list names nothing twice",
        findings: (settings) =>
            lists([], settings).flatMap(([path, list]) =>
                repeats(list.map((item, index) => [[...path, index], item])).map((repeat) =>
                    repeated(repeat, "each value once"),
                ),
            ),
    },
    {
        duty: "a former key is nobody's key",
        findings: (settings) => [
            ...badFormerKeys("connections", settings.connections),
            ...badFormerKeys("clients", settings.clients),
        ],
    },
];

type Map = { readonly [key: string]: unknown } | undefined;

function badKeys(path: KeyPath, map: Map, format: Format) {
    return Object.keys(map ?? {})
        .filter((key) => !hasFormat(format, key))
        .map((key) => {
            const near = repaired(format, key);
            const isFree = near !== undefined && !Object.hasOwn(map ?? {}, near);
            const fix = isFree ? `rename the key to ${near} in the stack file` : removeCommand([...path, key]);
            return {
                ...finding([...path, key], undefined, `as a key: ${format.allowed}`, fix),
                given: visible(JSON.stringify(key)),
            };
        });
}

/** Every list below a value, with its path. */
function lists(path: KeyPath, value: unknown): [KeyPath, readonly unknown[]][] {
    if (typeof value !== "object" || value === null) return [];
    if (Array.isArray(value)) return [[path, value]];
    return Object.entries(value).flatMap(([key, child]) => lists([...path, key], child));
}

function badFormerKeys(kind: "connections" | "clients", map: Map) {
    const former = usableEntries(map as Record<string, { readonly formerKeys?: readonly string[] }>).flatMap(
        ([key, { formerKeys }]) =>
            usable(formerKeys).map(([index, name]) => [[kind, key, "formerKeys", index], name] as const),
    );
    const live = Object.keys(map ?? {}).map((key) => [[kind, key], key] as const);
    return repeats<string>([...live, ...former])
        .filter(({ path, first }) => first.length === 2 || first[1] !== path[1])
        .map((repeat) => repeated(repeat, `a key that none of the ${kind} has or had`));
}

function repeated({ path, value, first }: Repeat<unknown>, allowed: string) {
    return finding(path, value, `${allowed}: it is ${keyText(first)} too`, removeCommand(path));
}
