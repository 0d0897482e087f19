/** Every value of an option that may be given several times, with commas, or with several values: `--connection a b --connection=c,d`. */
export function severalOf(option: string, rawArgs: readonly string[]): string[] | undefined {
    const values: string[] = [];
    let isOpen = false;
    for (const argument of rawArgs) {
        if (argument.startsWith("-")) {
            isOpen = argument === `--${option}`;
            if (argument.startsWith(`--${option}=`)) values.push(argument.slice(option.length + 3));
        } else if (isOpen) {
            values.push(argument);
        }
    }
    const names = values.flatMap((value) => value.split(",")).filter((name) => name !== "");
    return names.length === 0 ? undefined : [...new Set(names)];
}
