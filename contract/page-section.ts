/** A page with new text between its marks `<!-- name -->` and `<!-- /name -->`. @throws where it has none */
export function withSection(page: string, name: string, text: string): string {
    const opening = `<!-- ${name} -->`;
    const closing = `<!-- /${name} -->`;
    const [before, rest] = page.split(opening);
    const [, after] = rest?.split(closing) ?? [];
    if (before === undefined || after === undefined) throw new Error(`the page has no ${opening} and ${closing}`);
    return `${before}${opening}\n${text}\n${closing}${after}`;
}
