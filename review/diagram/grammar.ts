/** What a label consists of: harmless characters, entity codes, and line breaks of ours. */
const text = String.raw`(?:[A-Za-z0-9 .-]|#\d+;|<br/>)+`;

/** All that `flowchart` writes, a line each. */
const lines = [
    "flowchart LR",
    String.raw` {4}subgraph (entra|auth0|other)\["(Microsoft Entra|Auth0|Other)"\]`,
    String.raw` {8}n\d+(\["${text}"\]|\(\["${text}"\]\)|\[\["${text}"\]\]|\[/"${text}"/\])`,
    " {4}end",
    String.raw` {4}more\["${text}"\]`,
    String.raw` {4}n\d+ (-->|==>|-\.->)\|"${text}"\| n\d+`,
    " {4}classDef [a-z]+ (fill|stroke|color|stroke-width|stroke-dasharray):[#0-9a-z ,:-]+",
    " {4}class [a-z0-9,]+ [a-z]+",
].map((pattern) => new RegExp(`^${pattern}$`));

/** Lines of a diagram that `flowchart` does not write: Mermaid has links, directives and styles that reach further than a picture. */
export function strangeLines(diagram: string): string[] {
    return diagram
        .trimEnd()
        .split("\n")
        .filter((line) => !lines.some((pattern) => pattern.test(line)));
}
