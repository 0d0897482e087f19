/** A text whose random parts are numbered by when they first come: the same change gives the same text in every run. */
export function normalised(text: string): string {
    return kinds.reduce((result, { pattern, shown }) => {
        const seen: string[] = [];
        return result.replace(pattern, (found) => {
            if (!seen.includes(found)) seen.push(found);
            return shown(seen.indexOf(found) + 1);
        });
    }, text);
}

const kinds: readonly { readonly pattern: RegExp; readonly shown: (number: number) => string }[] = [
    {
        pattern: /\b[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{12}\b/g,
        shown: () => "plan00000000.state0000000.settings0000",
    },
    {
        pattern: /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
        shown: (number) => `00000000-0000-0000-0000-${String(number).padStart(12, "0")}`,
    },
    { pattern: /\bcon_[A-Za-z0-9]{16}\b/g, shown: (number) => `con_${String(number).padStart(16, "0")}` },
    { pattern: /\bcgr_[A-Za-z0-9]{16}\b/g, shown: (number) => `cgr_${String(number).padStart(16, "0")}` },
    {
        pattern: /\b(?=\w*\d)(?=\w*[A-Z])[A-Za-z0-9]{32}\b/g,
        shown: (number) => `Client${String(number).padStart(26, "0")}`,
    },
];
