/**
 * A text in lines of at most so many columns, cut between words; a word that is too long for a line is cut anywhere.
 *
 * @param text one line, without control characters
 * @param width columns of a line, its indent included
 * @param indents what the first line, and each other one, begins with
 */
export function wrapped(text: string, width: number, indents: readonly [first: string, next: string]): string[] {
    const room = Math.max(1, width - Math.max(indents[0].length, indents[1].length));
    const lines: string[] = [];
    let line: string | undefined;
    for (const piece of text.split(" ").flatMap((word) => pieces(word, room))) {
        const longer: string = line === undefined ? piece : `${line} ${piece}`;
        if (line !== undefined && columns(longer) > room) {
            lines.push(line);
            line = piece;
        } else {
            line = longer;
        }
    }
    return [...lines, line ?? ""].map((one, index) => `${index === 0 ? indents[0] : indents[1]}${one}`.trimEnd());
}

/** Columns that a text takes in a terminal: marks take none, what is wide takes two. */
export function columns(text: string): number {
    return [...text].reduce((sum, character) => sum + columnsOf(character), 0);
}

function columnsOf(character: string): number {
    if (/\p{M}/u.test(character)) return 0;
    return wide.test(character) ? 2 : 1;
}

const wide =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

function pieces(word: string, room: number): string[] {
    if (columns(word) <= room) return [word];
    const all: string[] = [];
    let piece = "";
    for (const character of word) {
        if (piece !== "" && columns(piece) + columnsOf(character) > room) {
            all.push(piece);
            piece = "";
        }
        piece += character;
    }
    return [...all, piece];
}
