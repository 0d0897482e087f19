/** What the placeholders of a path stand for: `/vaults/:vault` in `/vaults/kv` gives `{ vault: "kv" }`. Azure ignores the letters' case. */
export function pathMatch(template: string, path: string): Record<string, string> | undefined {
    const [wanted, given] = [template.split("/"), path.split("/")];
    if (wanted.length !== given.length) return undefined;
    const found: Record<string, string> = {};
    for (const [index, part] of wanted.entries()) {
        const actual = decoded(given[index] ?? "");
        if (actual === undefined) return undefined;
        if (part.startsWith(":") && actual !== "") found[part.slice(1)] = actual;
        else if (part.toLowerCase() !== actual.toLowerCase()) return undefined;
    }
    return found;
}

function decoded(part: string): string | undefined {
    try {
        return decodeURIComponent(part);
    } catch {
        return undefined;
    }
}
