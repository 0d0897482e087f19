import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type Node, parseDocument, Scalar } from "yaml";
import type { SecretSlot } from "../../stacks/settings/settings.ts";
import { leakedMark, markRange } from "./leaked-mark.ts";
import { clientSecretEntries, type Entry, endOf, entryOf, rangeOf, within } from "./secret-nodes.ts";
import type { RemoveSlot, RenewSlot, SlotChange } from "./slot-change.ts";
import { indentAt, lineEnd, lineStart, type Splice, spliced } from "./splice.ts";

export interface StackFile {
    readonly text: string;
    readonly stack: string;
    readonly project: string;
}

/**
 * A stack file's text with a client secret's slots changed: only the characters of the changed values, and the lines of a slot that comes
 * or goes. Undefined where the text is written so that they cannot be changed by themselves: an alias, a merged mapping, a value that
 * something else uses too.
 */
export function editedStackFile({ text, stack, project }: StackFile, change: SlotChange): string | undefined {
    const document = parseDocument(text);
    const entries = clientSecretEntries(document, project, change.connection);
    const slots = within(entries?.at(-1), "slots");
    if (entries === undefined) return undefined;
    if (change.kind === "renew" && change.former === undefined) return firstSlot(text, project, entries, change);
    if (!isMap(slots?.value)) return undefined;

    const splices =
        change.kind === "renew" ? renewal(text, stack, entries, change) : removal(text, slots as Entry, change);
    if (splices === undefined) return undefined;
    return asMeant(text, spliced(text, splices), project, change);
}

function asMeant(text: string, edited: string, project: string, change: SlotChange): string | undefined {
    // Whoever shares a value by an anchor would change too.
    const isAsMeant = isDeepStrictEqual(valuesIn(edited), expected(parseDocument(text).toJS(), project, change));
    return isAsMeant ? edited : undefined;
}

function renewal(text: string, stack: string, entries: readonly Entry[], change: RenewSlot): Splice[] | undefined {
    const secret = entries.at(-1);
    const active = within(secret, "active");
    const slots = within(secret, "slots");
    if (active === undefined || slots === undefined) return undefined;
    const slot = within(slots, change.slot);
    const renewed = slot === undefined ? added(text, slots, change) : rewritten(slot, change.after);
    if (renewed === undefined) return undefined;
    return [
        ...(change.leaked && markRange(text, change.connection) === undefined
            ? mark(text, stack, [...entries, slots], change)
            : []),
        replaced(active.value, change.slot),
        ...renewed,
    ];
}

/** The client secret whole, because an adopted one has no slots to write a first one like. */
function firstSlot(text: string, project: string, entries: readonly Entry[], change: RenewSlot): string | undefined {
    const secret = entries.at(-1);
    if (secret === undefined || !isMap(secret.value)) return undefined;
    const { ends, issued } = change.after;
    const slot = `{ issued: "${issued}", ends: "${ends}" }`;
    const newLine = text.includes("\r\n") ? "\r\n" : "\n";
    const indent = indentAt(text, rangeOf(secret.key).from);
    const lines = [`active: ${change.slot}`, "slots:", `  ${change.slot}: ${slot}`];
    const isFlow = secret.value.flow === true;
    const { from } = rangeOf(secret.value);
    const splice = {
        from: isFlow ? from : lineEnd(text, rangeOf(secret.key).to),
        to: isFlow ? rangeOf(secret.value).to : endOf(secret.value),
        text: isFlow
            ? `{ active: ${change.slot}, slots: { ${change.slot}: ${slot} } }`
            : lines.map((line) => `${newLine}${indent}  ${line}`).join(""),
    };
    return asMeant(text, spliced(text, [splice]), project, change);
}

function rewritten(slot: Entry, { ends, issued }: SecretSlot): Splice[] | undefined {
    const [issuedEntry, endsEntry] = [within(slot, "issued"), within(slot, "ends")];
    if (issuedEntry === undefined || endsEntry === undefined) return undefined;
    return [replaced(issuedEntry.value, issued, '"'), replaced(endsEntry.value, ends, '"')];
}

/** A value in place of another, in the quotes of that one. @param quote for a value that has none */
function replaced(node: Node, value: string, quote = ""): Splice {
    const type = isScalar(node) ? node.type : undefined;
    const used = type === Scalar.QUOTE_SINGLE ? "'" : type === Scalar.QUOTE_DOUBLE ? '"' : quote;
    return { ...rangeOf(node), text: `${used}${value}${used}` };
}

/** A slot that is not there yet, after the other and written like it. */
function added(text: string, slots: Entry, { after, slot }: RenewSlot): Splice[] | undefined {
    const other = isMap(slots.value) ? slots.value.items.map(entryOf).at(-1) : undefined;
    if (other === undefined || !isMap(other.value) || !isMap(slots.value)) return undefined;
    const at = slots.value.flow === true ? rangeOf(other.value).to : lineEnd(text, endOf(other.value));
    const like = { name: other.key, of: other.value };
    const key = quotedLike(text, like.name, slot);
    const values = pairsOf(text, other, after);
    if (slots.value.flow === true) return [{ from: at, to: at, text: `, ${key}: { ${values.join(", ")} }` }];

    const [newLine, indent] = [text.includes("\r\n") ? "\r\n" : "\n", indentAt(text, rangeOf(other.key).from)];
    if (like.of.flow === true) {
        return [{ from: at, to: at, text: `${newLine}${indent}${key}: { ${values.join(", ")} }` }];
    }
    const [first] = like.of.items.map(entryOf);
    const deeper = first === undefined ? `${indent}  ` : indentAt(text, rangeOf(first.key).from);
    const lines = [`${indent}${key}:`, ...values.map((value) => `${deeper}${value}`)];
    return [{ from: at, to: at, text: lines.map((line) => `${newLine}${line}`).join("") }];
}

function pairsOf(text: string, other: Entry, { ends, issued }: SecretSlot): string[] {
    const name = (key: string) => quotedLike(text, within(other, key)?.key, key);
    return [`${name("issued")}: "${issued}"`, `${name("ends")}: "${ends}"`];
}

function quotedLike(text: string, key: Node | undefined, name: string): string {
    const quote = key === undefined ? "" : (text[rangeOf(key).from] ?? "");
    return quote === '"' || quote === "'" ? `${quote}${name}${quote}` : name;
}

/** The mark of a leaked slot: a line of its own, above the innermost entry that starts a line. */
function mark(text: string, stack: string, outer: readonly Entry[], { connection, former }: RenewSlot): Splice[] {
    // A secret that no slot made is not in the file: it goes at Microsoft.
    if (former === undefined) return [];
    const leaked = within(outer.at(-1), former.slot);
    const startsLine = ({ key }: Entry) => {
        const { from } = rangeOf(key);
        return text.slice(lineStart(text, from), from).trim() === "";
    };
    const entry = [...outer, ...(leaked === undefined ? [] : [leaked])].findLast(startsLine);
    const from = entry === undefined ? 0 : lineStart(text, rangeOf(entry.key).from);
    const newLine = text.includes("\r\n") ? "\r\n" : "\n";
    const line = `${indentAt(text, from)}${leakedMark(stack, connection, former.slot)}${newLine}`;
    return [{ from, to: from, text: line }];
}

function removal(text: string, slots: Entry, { connection, slot }: RemoveSlot): Splice[] | undefined {
    const all = isMap(slots.value) ? slots.value.items.flatMap((pair) => entryOf(pair) ?? []) : [];
    const index = all.findIndex(({ key }) => isScalar(key) && key.value === slot);
    const [entry, next, previous] = [all[index], all[index + 1], all[index - 1]];
    if (entry === undefined || !isMap(slots.value)) return undefined;
    const marked = markRange(text, connection);
    const mark = marked === undefined ? [] : [{ ...marked, text: "" }];
    if (slots.value.flow !== true) {
        const from = lineStart(text, rangeOf(entry.key).from);
        const to = Math.min(text.indexOf("\n", endOf(entry.value)) + 1 || text.length, text.length);
        return [...mark, { from, to, text: "" }];
    }
    if (next !== undefined) return [...mark, { from: rangeOf(entry.key).from, to: rangeOf(next.key).from, text: "" }];
    if (previous === undefined) return undefined;
    return [...mark, { from: rangeOf(previous.value).to, to: rangeOf(entry.value).to, text: "" }];
}

function valuesIn(text: string): unknown {
    const document = parseDocument(text);
    return document.errors.length > 0 ? undefined : document.toJS();
}

interface Values {
    readonly config: Record<
        string,
        Record<string, { clientSecret: { active: string; slots?: Record<string, unknown> } }>
    >;
}

function expected(values: Values, project: string, change: SlotChange): unknown {
    // Each use of an anchor as a value of its own.
    const copy = JSON.parse(JSON.stringify(values)) as Values;
    const connections = copy.config[`${project}:connections`] ?? copy.config["connections"];
    const secret = connections?.[change.connection]?.clientSecret;
    if (secret === undefined) return undefined;
    if (change.kind === "remove") delete secret.slots?.[change.slot];
    else {
        secret.active = change.slot;
        secret.slots = { ...secret.slots, [change.slot]: { ...change.after } };
    }
    return copy;
}
