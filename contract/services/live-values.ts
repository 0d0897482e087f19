import type { Json } from "../transcript.ts";
import { formOf, standInForms, standIns } from "./stand-in-forms.ts";

/** What the stand-ins of a recording are in a run of today: learned from what the services answer. */
export class LiveValues {
    private readonly live = new Map<string, string>();
    private readonly taken = new Set<string>();

    /** Values that were there before any answer; the recording met them in a request first. */
    private readonly given: string[] = [];

    /** Takes in what a scenario has of its own: its seed, its inputs, and what its steps return for the program to use. */
    give(value: Json): void {
        for (const text of textsIn(value)) this.given.push(...piecesOf(text));
    }

    /** A recorded text with live values in it; what is not learned yet stays as it is. */
    text(recorded: string): string {
        return recorded.replaceAll(standIns(), (standIn) => this.of(standIn) ?? standIn);
    }

    /** JSON with live values in it. */
    json(recorded: Json): Json {
        if (typeof recorded === "string") return this.text(recorded);
        if (Array.isArray(recorded)) return recorded.map((item) => this.json(item));
        if (typeof recorded !== "object" || recorded === null) return recorded;
        return Object.fromEntries(
            Object.entries(recorded).map(([name, member]) => [this.text(name), this.json(member)]),
        );
    }

    /** Learns what it can from an answer and its recording, which have the same values at the same places. */
    learn(recorded: Json | undefined, live: Json | undefined): void {
        if (typeof recorded === "string" && typeof live === "string") this.learnText(recorded, live);
        else if (Array.isArray(recorded) && Array.isArray(live)) {
            for (const [at, item] of recorded.entries()) this.learn(item, live[at]);
        } else if (isObject(recorded) && isObject(live)) {
            for (const [name, member] of Object.entries(recorded)) this.learn(member, live[this.text(name)]);
        }
    }

    /** The live value that a stand-in's beginning is the beginning of. */
    startingWith(start: string): string | undefined {
        return [...this.live].find(([standIn]) => standIn.startsWith(start))?.[1];
    }

    private of(standIn: string): string | undefined {
        const known = this.live.get(standIn);
        if (known !== undefined) return known;
        const form = formOf(standIn);
        const found = this.given.find((value) => !this.taken.has(value) && form?.fits(value, standIn));
        if (found !== undefined) this.pair(standIn, found);
        return found;
    }

    private learnText(recorded: string, live: string): void {
        const found = recorded.match(standIns()) ?? [];
        if (found.length === 0) return;
        const between = recorded.split(standIns()).map(escaped);
        const pattern = between.map((text, at) => {
            const standIn = found[at];
            if (standIn === undefined) return text;
            const known = this.live.get(standIn);
            return `${text}${known === undefined ? "(.+?)" : `(${escaped(known)})`}`;
        });
        const match = new RegExp(`^${pattern.join("")}$`, "s").exec(live);
        for (const [at, standIn] of found.entries()) {
            const value = match?.[at + 1];
            const isNew = value !== undefined && !this.live.has(standIn) && !this.taken.has(value);
            if (isNew && formOf(standIn)?.fits(value, standIn)) this.pair(standIn, value);
        }
    }

    private pair(standIn: string, value: string): void {
        this.live.set(standIn, value);
        this.taken.add(value);
    }
}

/** Every text in a value. */
function textsIn(value: Json): string[] {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A text itself, and what its parts are: an import's id can be made of two. */
function piecesOf(text: string): string[] {
    const parts = [text, ...text.split(/[/:|]+/)].filter((part) => part !== "");
    return parts.filter((part) => !/^[a-z-]+$/.test(part) && standInForms.some(({ fits }) => fits(part, part)));
}

export function isObject(value: unknown): value is { readonly [name: string]: Json } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escaped(text: string): string {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
