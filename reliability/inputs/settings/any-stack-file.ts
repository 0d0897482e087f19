import fc from "fast-check";
import { isMap, isSeq, Pair, parseDocument, Scalar, visit } from "yaml";
import { fromSchema } from "./from-schema.ts";
import { hostileValue, oddKey, secretKeys, secretText, yamlTraps } from "./hostile.ts";
import { stackFileOf } from "./stack-file.ts";
import { validSettings } from "./valid-settings.ts";

/** A change of a stack file: what is done, at which of its places, with what. */
type Change = readonly [how: "replace" | "remove" | "add" | "trap" | "secret", at: number, value: unknown, key: string];

const change: fc.Arbitrary<Change> = fc.tuple(
    fc.constantFrom("replace", "replace", "remove", "add", "trap", "secret"),
    fc.nat(),
    hostileValue,
    oddKey,
);

/** Texts of stack files: good ones, ones in which anything stands anywhere, and ones that are no YAML at all. */
export const anyStackFile: fc.Arbitrary<string> = fc.oneof(
    { weight: 1, arbitrary: validSettings.map(stackFileOf) },
    { weight: 6, arbitrary: fc.tuple(validSettings.map(stackFileOf), changes(1, 4)).map(changed) },
    { weight: 2, arbitrary: fc.tuple(fromSchema.map(stackFileOf), changes(0, 3)).map(changed) },
    {
        weight: 2,
        arbitrary: fc
            .tuple(validSettings.map(stackFileOf), fc.array(damage(), { minLength: 1, maxLength: 3 }))
            .map(damaged),
    },
    { weight: 1, arbitrary: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...otherDocuments())) },
);

function changes(minLength: number, maxLength: number) {
    return fc.array(change, { minLength, maxLength });
}

function otherDocuments(): string[] {
    return [
        "",
        "null",
        "[]",
        "config",
        "config: 1",
        "config: [1, 2]",
        "config: text",
        "config: true",
        "config: {microsoft-connection:auth0: }",
        "config: {1: 2, null: 3, true: 4, 2026-11-02: 5}",
        "config: {? [a, b] : c, ? {d: e} : f}",
        "config:\n  microsoft-connection: 1",
        "config:\n  'microsoft-connection:': 1",
        "config:\n  microsoft-connection:__proto__: {a: 1}\n  __proto__: {b: 1}",
        "--- a\n--- b\n",
        "config: &a [*a]",
        "config: &a {microsoft-connection:auth0: *a}",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nconfig: {microsoft-connection:clients: [*c,*c,*c,*c,*c,*c,*c,*c,*c]}",
        `config: ${"[".repeat(3000)}${"]".repeat(3000)}`,
        `config: {microsoft-connection:clients: ${"{a: ".repeat(2000)}1${"}".repeat(2000)}}`,
        `\ufeffconfig: {}`,
        `config:\r\n  microsoft-connection:auth0:\r\n    domain: acme.eu.auth0.com\r\n`,
        `config:\n  microsoft-connection:auth0:\n    domain: "${secretText}\n  x`,
    ];
}

/** The text with changes made to what it says. */
function changed([text, all]: [string, Change[]]): string {
    const document = parseDocument(text);
    const traps: string[] = [];
    for (const [how, at, value, key] of all) {
        const config = document.get("config");
        if (!isMap(config)) break;
        const places: {
            take: (node: unknown) => void;
            remove: () => void;
            add: (key: string, node: unknown) => void;
        }[] = [];
        visit(config, {
            Pair: (_, pair, path) => {
                const parent = path.at(-1);
                places.push({
                    take: (node) => {
                        pair.value = node;
                    },
                    remove: () => {
                        if (isMap(parent)) parent.items = parent.items.filter((item) => item !== pair);
                    },
                    add: (name, node) => {
                        const target = isMap(pair.value) ? pair.value : parent;
                        if (isMap(target)) target.items.push(new Pair(name, node) as never);
                    },
                });
            },
            Scalar: (index, scalar, path) => {
                const parent = path.at(-1);
                if (!isSeq(parent) || typeof index !== "number") return;
                places.push({
                    take: (node) => {
                        parent.items[parent.items.indexOf(scalar)] = node;
                    },
                    remove: () => {
                        parent.items = parent.items.filter((item) => item !== scalar);
                    },
                    add: (_name, node) => {
                        parent.items.push(node);
                    },
                });
            },
        });
        const place = places[at % Math.max(1, places.length)];
        if (place === undefined) continue;
        if (how === "remove") place.remove();
        else if (how === "add") place.add(key, document.createNode(value, { aliasDuplicateObjects: false }));
        else if (how === "secret") place.add(secretKeys[at % secretKeys.length] ?? "", new Scalar(secretText));
        else if (how === "replace") place.take(document.createNode(value, { aliasDuplicateObjects: false }));
        else {
            traps.push(yamlTraps[at % yamlTraps.length] ?? "");
            const mark = new Scalar(`trap${traps.length - 1}trap`);
            mark.type = Scalar.PLAIN;
            place.take(mark);
        }
    }
    return withTraps(document.toString({ lineWidth: 0 }), traps);
}

/** Puts in, where marks stand, what no writer of YAML would write. */
function withTraps(text: string, traps: readonly string[]): string {
    return text.replaceAll(/"?trap(\d+)trap"?/g, (_, index) => traps[Number(index)] ?? "");
}

/** What an editor, a merge or a bad copy does to a text, wherever it falls. */
function damage() {
    return fc.tuple(
        fc.constantFrom("repeat line", "drop line", "cut", "tab", "character", "conflict", "indent"),
        fc.nat(),
        fc.string({ unit: "binary", maxLength: 3 }),
    );
}

function damaged([text, all]: [string, [how: string, at: number, character: string][]]): string {
    return all.reduce((before, [how, at, character]) => {
        const lines = before.split("\n");
        const line = at % lines.length;
        const place = at % (before.length + 1);
        switch (how) {
            case "repeat line":
                return lines.toSpliced(line, 0, lines[line] ?? "").join("\n");
            case "drop line":
                return lines.toSpliced(line, 1).join("\n");
            case "cut":
                return before.slice(0, place);
            case "tab":
                return lines.with(line, `\t${lines[line]}`).join("\n");
            case "conflict":
                return lines.toSpliced(line, 0, "<<<<<<< HEAD", "=======", ">>>>>>> theirs").join("\n");
            case "indent":
                return lines.with(line, ` ${lines[line]}`).join("\n");
            default:
                return before.slice(0, place) + character + before.slice(place);
        }
    }, text);
}
