/** Version of the engine that everything here is written for; `@pulumi/pulumi` and the Go module are pinned to the same one. */
export const engineVersion = "3.259.0";

/** Why an engine of this version is not to be used, if so. @param printed what `pulumi version` prints, such as `v3.259.0` */
export function refusalOfVersion(printed: string): string | undefined {
    const version = parsed(printed);
    const pinned = parsed(engineVersion);
    if (version === undefined || pinned === undefined) return `its version "${printed}" is not of the form 3.259.0`;
    if (version.numbers[0] !== pinned.numbers[0]) {
        return `its version ${printed} has another major number than ${engineVersion}`;
    }
    if (compared(version, pinned) < 0) return `its version ${printed} is older than ${engineVersion}`;
    return undefined;
}

interface Version {
    readonly numbers: readonly number[];
    readonly isPreRelease: boolean;
}

function parsed(text: string): Version | undefined {
    const match = /^v?(\d+)\.(\d+)\.(\d+)(-[^+]+)?(\+.*)?$/.exec(text);
    if (match === null) return undefined;
    return { numbers: match.slice(1, 4).map(Number), isPreRelease: match[4] !== undefined };
}

/** Negative where `one` comes first. Pre-releases of one version come before it, and are not told apart. */
function compared(one: Version, other: Version): number {
    for (const [index, number] of one.numbers.entries()) {
        const difference = number - (other.numbers[index] ?? 0);
        if (difference !== 0) return difference;
    }
    return Number(other.isPreRelease) - Number(one.isPreRelease);
}
