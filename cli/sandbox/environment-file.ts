/** Lines that a POSIX shell can `source` to run anything against the sandbox. */
export function environmentFile(environment: Readonly<Record<string, string>>): string {
    return Object.entries(environment)
        .filter(([name]) => !notExported.has(name))
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
        .join("");
}

/**
 * A person's shell keeps its own of these; the rest of the sandbox's environment is taken over. Their own `pulumi` has its
 * language host beside it or on PATH, and must not pass it over.
 */
const notExported = new Set([
    "PATH",
    "HOME",
    "TMPDIR",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TERM",
    "TZ",
    "USER",
    "LOGNAME",
    "NODE_COMPILE_CACHE",
    "PULUMI_IGNORE_AMBIENT_PLUGINS",
]);
