import { createHash } from "node:crypto";
import type { Fingerprint } from "./report.ts";
import { type Resource, type ResourceChange, type StackChange, secretMark, unknownMark } from "./stack-change.ts";

const parts = ["plan", "state", "settings"] as const;

/** Hexadecimal digits of a hash: 48 bits tell a change from another by far, and three of them fit in a line. */
const digits = 12;

/**
 * What was reviewed, as three short hashes: of what would be done, of the state it starts from, and of the settings. Secrets
 * count as being there; times, positions in the program and ciphertext do not count.
 */
export function fingerprintOf(change: StackChange, settings: unknown): Fingerprint {
    return {
        plan: hash([change.operation, byUrn(change.changes).map(planned)]),
        state: hash(byUrn(change.before).map(stated)),
        settings: hash(settings),
    };
}

/** `plan.state.settings`, to be given to `npm run review -- --check`. */
export function fingerprintText(fingerprint: Fingerprint): string {
    return parts.map((part) => fingerprint[part]).join(".");
}

/** Reads what `fingerprintText` writes; undefined for anything else. */
export function parseFingerprint(text: string): Fingerprint | undefined {
    const [plan = "", state = "", settings = "", ...more] = text.trim().split(".");
    const isHash = (part: string) => new RegExp(`^[0-9a-f]{${digits}}$`).test(part);
    return more.length === 0 && [plan, state, settings].every(isHash) ? { plan, state, settings } : undefined;
}

/** Which parts are not what was reviewed. */
export function moved(reviewed: Fingerprint, now: Fingerprint): ("plan" | "state" | "settings")[] {
    return parts.filter((part) => reviewed[part] !== now[part]);
}

function planned({ urn, operation, order, reasons, properties, after }: ResourceChange): unknown {
    const paths = properties.map(({ path, kind, source, replaces }) => ({ path, kind, source, replaces }));
    const asked = after && { inputs: after.inputs, madeFrom: after.madeFrom, options: options(after) };
    return { urn, operation, order, reasons, paths, asked };
}

function stated(resource: Resource): unknown {
    const { urn, id, inputs, outputs, madeFrom, parent } = resource;
    return { urn, id, inputs, outputs, madeFrom, parent, options: options(resource) };
}

function options({ protect, retainOnDelete, ignoreChanges }: Resource): unknown {
    return { protect, retainOnDelete, ignoreChanges };
}

/** The engine works on several resources at a time: its order says nothing. */
function byUrn<Named extends { readonly urn: string }>(all: readonly Named[]): Named[] {
    return all.toSorted((one, other) => compare(one.urn, other.urn));
}

function compare(one: string, other: string): number {
    return one < other ? -1 : Number(one > other);
}

function hash(value: unknown): string {
    return createHash("sha256").update(canonical(value)).digest("hex").slice(0, digits);
}

/** JSON with sorted names; marks are words that JSON does not have, and what is undefined is left out. */
function canonical(value: unknown): string {
    if (value === secretMark) return "secret";
    if (value === unknownMark) return "unknown";
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
    const entries = Object.entries(value).filter(([, inside]) => inside !== undefined);
    const sorted = entries.sort(([one], [other]) => compare(one, other));
    return `{${sorted.map(([name, inside]) => `${JSON.stringify(name)}:${canonical(inside)}`).join()}}`;
}
