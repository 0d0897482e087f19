/** A value that comes from outside: a name, a setting, a message of an engine. It is escaped wherever it is shown. */
export interface Value {
    readonly value: string;
}

/** A sentence of ours with values from outside in it, kept apart until it is written as Markdown or for a terminal. */
export type Phrase = readonly (string | Value)[];

/** Writes a phrase: ``phrase`people of ${directory} can sign in` ``. What is put in is a value, or a phrase of its own. */
export function phrase(words: TemplateStringsArray, ...inserted: readonly (string | number | Phrase)[]): Phrase {
    return words.flatMap((word, index) => {
        const own = word === "" ? [] : [word];
        if (index >= inserted.length) return own;
        const one = inserted[index];
        return [...own, ...(typeof one === "object" ? one : [{ value: String(one) }])];
    });
}

/** Phrases one after the other, with words of ours between them. */
export function joined(phrases: readonly Phrase[], between: string): Phrase {
    return phrases.flatMap((one, index) => (index === 0 ? one : [between, ...one]));
}

/** Values as a list in a sentence. */
export function listed(values: readonly string[]): Phrase {
    return joined(
        values.map((value) => [{ value }]),
        ", ",
    );
}
