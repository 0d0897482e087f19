/** Most characters of a name in a node. */
const mostCharacters = 48;

/** Most characters of a text that is not broken into lines: Mermaid breaks at spaces and hyphens, also inside a date. */
const keptTogether = 26;

/** A space and a hyphen at which no line ends. */
const unbroken: Readonly<Record<string, string>> = { " ": "#160;", "-": "#8209;" };

/**
 * A text from outside as part of a quoted Mermaid label. Letters, digits, spaces, full stops and hyphens stay; everything else becomes
 * an entity code (`#34;`), so that nothing ends the label, starts a directive, or is read as HTML, Markdown or a link.
 */
export function label(text: string): string {
    // Characters that are not seen, or that turn the direction of writing, could make one name look like another.
    const visible = text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
    const characters = [...visible];
    const short = characters.length > mostCharacters ? [...characters.slice(0, mostCharacters - 1), "…"] : characters;
    const escapes = short.length > keptTogether ? escaped : (one: string) => unbroken[one] ?? escaped(one);
    return short.map(escapes).join("");
}

/** A word joiner, which is not seen, ends what Mermaid looks for once it has resolved entity codes: `$$…$$`, which is mathematics, and `fa:fa-…`, which is an icon. */
function escaped(character: string): string {
    if (/^[A-Za-z0-9 .-]$/.test(character)) return character;
    const code = `#${character.codePointAt(0)};`;
    return character === "$" || character === ":" ? `${code}#8288;` : code;
}
