import { writeFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { PersonError } from "../../../cli/person-error.ts";
import { worldSeed } from "../../../cli/sandbox/world-seed.ts";
import { stackSettings } from "../../../cli/stack-settings.ts";
import { readConfiguration } from "../../../stacks/read-configuration.ts";
import { problemText } from "../../../stacks/settings/problem.ts";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { shapeOf } from "../../../stacks/settings/schema-tree.ts";
import type { Settings } from "../../../stacks/settings/settings.ts";
import { warningsAt } from "../../../stacks/settings/warnings.ts";
import { secretText } from "./hostile.ts";

/** What became of a stack file, or what is wrong with how it was read. */
export type Read =
    | { readonly outcome: "accepted"; readonly settings: Settings }
    | { readonly outcome: "refused"; readonly problems: number }
    | { readonly outcome: "wrong"; readonly why: string };

/**
 * Reads the text of a stack file as the commands do and as the program does: it is accepted, or refused with problems that each name
 * their key. Everything else is wrong: another error, a message with a secret or with the insides of a program in it.
 *
 * @param folder holds Pulumi.yaml; its Pulumi.dev.yaml is written over
 */
export function refusedOrRead(text: string, folder: string): Read {
    writeFileSync(`${folder}/Pulumi.dev.yaml`, text);
    const inCommand = tried(() => stackSettings(folder, "dev"));
    const wrong =
        wrongMessage(inCommand.message) ??
        wrongInProgram(text, inCommand.value !== undefined) ??
        unexpected(inCommand.error);
    if (wrong !== undefined) return { outcome: "wrong", why: wrong };
    const { value: settings } = inCommand;
    if (settings === undefined) return { outcome: "refused", problems: inCommand.message.split("\n\n").length - 1 };

    const now = new Date("2026-11-25T12:00:00Z");
    const after = tried(() => [warningsAt(settings, now), worldSeed(settings, now)]);
    return after.error === undefined
        ? { outcome: "accepted", settings }
        : { outcome: "wrong", why: `accepted, and then: ${trace(after.error)}` };
}

/** The way through the engine, which hands every value over as text. */
function wrongInProgram(text: string, isAccepted: boolean): string | undefined {
    const config = engineConfiguration(text);
    if (config === undefined) return undefined;
    pulumi.runtime.setAllConfig(config);
    const { error, message, value } = tried(() => {
        const { raw, secretKeys } = readConfiguration();
        const { problems } = readSettings(raw, secretKeys);
        return { problems, text: problemText("dev", problems) };
    });
    if (error !== undefined) return trace(error);
    const given = new Set(Object.keys(config).map((key) => key.slice(pulumi.getProject().length + 1)));
    const unnamed = value?.problems
        .map(({ key }) => key)
        .find((key) => !topKeys.has(topKey(key)) && !given.has(topKey(key)));
    if (unnamed !== undefined) return `a problem at "${unnamed}", which is no key`;
    if (isAccepted !== (value?.problems.length === 0)) {
        return `${isAccepted ? "accepted" : "refused"} by the commands, and not by the program: ${value?.text ?? message}`;
    }
    return wrongMessage(value?.text ?? message);
}

const topKeys = new Set(Object.keys(shapeOf(stackSettingsSchema)));

/** A key that is no plain word stands in brackets, as JSON. */
function topKey(key: string): string {
    const [, quoted] = /^\[("(?:[^"\\]|\\.)*")\]/.exec(key) ?? [];
    return quoted === undefined ? (key.split(/[.[]/)[0] ?? "") : (JSON.parse(quoted) as string);
}

const prefix = "microsoft-connection:";

/**
 * What the engine makes of a stack file, as if it ran the project that the SDK takes itself to be in; nothing for what it refuses
 * itself. A key without a namespace is the project's.
 */
function engineConfiguration(text: string): Record<string, string> | undefined {
    return tried(() => {
        const file = parse(text, { logLevel: "error" }) as { config?: object } | null;
        if (typeof file?.config !== "object" || file.config === null) return undefined;
        return Object.fromEntries(
            Object.entries(file.config)
                .filter(([key, one]) => (key.startsWith(prefix) || !key.includes(":")) && one !== undefined)
                .map(([key, one]) => [
                    `${pulumi.getProject()}:${key.replace(prefix, "")}`,
                    typeof one === "string" ? one : JSON.stringify(one, asMapping),
                ]),
        );
    }).value;
}

/** YAML's sets and ordered mappings are mappings to the engine. */
function asMapping(_: string, value: unknown): unknown {
    if (value instanceof Set) return Object.fromEntries([...value].map((key) => [key, null]));
    return value instanceof Map ? Object.fromEntries(value) : value;
}

/** What a message must never hold: the insides of a program, what a terminal acts on, a secret. */
function wrongMessage(message: string): string | undefined {
    const found = neverShown.find((pattern) => pattern.test(message));
    if (found !== undefined) return `a message with ${found}: ${JSON.stringify(message.slice(0, 2000))}`;
    return message.includes(secretText.slice(0, 12)) ? `a message with a secret: ${message.slice(0, 2000)}` : undefined;
}

const neverShown = [/\[object /, /\bundefined\b/, /\n {4}at /, /native code/, /[^\P{C}\n]|[\u2028\u2029]/u];

function unexpected(error: unknown): string | undefined {
    return error === undefined || error instanceof PersonError ? undefined : trace(error);
}

function trace(error: unknown): string {
    return error instanceof Error ? `${error.stack}` : `${error}`;
}

function tried<T>(work: () => T): { readonly value?: T; readonly error?: unknown; readonly message: string } {
    try {
        return { value: work(), message: "" };
    } catch (error) {
        return { error, message: error instanceof Error ? error.message : String(error) };
    }
}
