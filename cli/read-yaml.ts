import { parse } from "yaml";
import { visible } from "../stacks/settings/visible.ts";
import { PersonError } from "./person-error.ts";

/**
 * What the text of a YAML file says. Anything but YAML is the person's mistake: they are told where, and nothing of the file is quoted,
 * for a secret may stand there.
 */
export function readYaml(file: string, text: string): unknown {
    try {
        // Warnings would quote the file, too.
        return parse(text, { logLevel: "error" });
    } catch (error) {
        throw new PersonError(`${file} is not YAML: ${yamlProblem(error)}`);
    }
}

/** What is wrong with a text that is no YAML, without the lines that it quotes. */
export function yamlProblem(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    const [first = ""] = message.split("\n");
    const [, said = "", place = ""] = /^(.*?)( at line \d+, column \d+)?:?$/.exec(first) ?? [];
    return `${visible(quoting.reduce((text, pattern) => text.replace(pattern, "$1"), said))}${place}`;
}

/** Words of the parser that a piece of the file comes after. */
const quoting = [
    /^(Unresolved alias \(.*?\)).*$/,
    /^(Block scalar header includes extra characters).*$/,
    /^(Unsupported YAML version).*$/,
    /^(Invalid escape sequence).*$/,
    /^(Unexpected [\w-]+(?: token)?).*$/,
    /^(Could not resolve tag|Unresolved tag).*$/,
];
