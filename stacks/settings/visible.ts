/**
 * A text from a stack file with all that a reader could not see written as JSON writes it: control, format and bidirectional
 * characters, and blanks that are no space.
 */
export function visible(text: string): string {
    return text.replace(unseen, (character) =>
        [...Array(character.length).keys()]
            .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
            .join(""),
    );
}

/** Whether all of a text is seen as it is. */
export function isVisible(text: string): boolean {
    return text.search(unseen) === -1;
}

const unseen = /(?! )[\p{C}\p{Z}]/gu;
