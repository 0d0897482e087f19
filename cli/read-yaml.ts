import { parse, YAMLParseError } from "yaml";
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
    const [, first = message] = /^(.*?):?\n/s.exec(message) ?? [];
    if (!(error instanceof YAMLParseError)) return visible(first);
    const [, said = first, place = ""] = /^(.*?)( at line \d+, column \d+)?$/s.exec(first) ?? [];
    return `${visible(said.replace(/(: | )["'].*$|: .*$/s, ""))}${place}`;
}
