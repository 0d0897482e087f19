/** Whether a text holds what is a secret wherever it stands: people paste one into the wrong place. */
export function isSecretShaped(text: string): boolean {
    return shapes.some((shape) => shape.test(text)) || (text.match(longRun) ?? []).some(isRandom);
}

const shapes = [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    // A JSON Web Token.
    /\beyJ[\w-]{10,}\.[\w-]{10,}/,
    // A client secret of Entra.
    /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
    // A password in an address.
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i,
    /\b(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|npm_|pul-)[\w-]{16,}/,
];

/** Client ids have 32 characters, Auth0's secrets 64. */
const longRun = /[A-Za-z0-9_~+=-]{40,}/g;

/** Capitals, small letters and digits, with fewer repeats than a person would write. */
function isRandom(run: string): boolean {
    return /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run) && new Set(run).size > 20;
}
