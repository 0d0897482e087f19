/** A text as it is in Markdown: no mention, link or HTML of it takes effect. */
export function fenced(text: string): string {
    const plain = text
        .replaceAll(/\p{Cc}/gu, (character) => ("\n\t".includes(character) ? character : "�"))
        // The fence has to be longer than any run in it, twice: a run of thousands would leave no room for the text.
        .replaceAll(/`{20,}/g, "`".repeat(20));
    const longest = Math.max(2, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}text\n${plain.trimEnd()}\n${fence}`;
}
