/** Lines that a POSIX shell can `source` to run anything against the sandbox. */
export function environmentFile(environment: Readonly<Record<string, string>>): string {
    return Object.entries(environment)
        .filter(([name]) => !notExported.has(name))
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
        .join("");
}

/** A person's shell keeps its own; the rest of the sandbox's environment is taken over. */
const notExported = new Set(["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "TZ", "USER", "LOGNAME"]);
