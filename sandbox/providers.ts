import { existsSync } from "node:fs";

/** Which provider plugins a rehearsal runs with. */
export type ProviderKind = "real" | "stand-in";

/** A provider plugin, at the version the project's SDK packages ask for. */
export interface ProviderPlugin {
    readonly name: string;
    readonly version: string;
}

/** The plugins that every stack uses. */
export const providerPlugins: readonly ProviderPlugin[] = [
    { name: "auth0", version: "3.49.0" },
    { name: "azuread", version: "6.9.1" },
];

/** The plugins of a stack with a key vault. */
export const providerPluginsWithAzure: readonly ProviderPlugin[] = [
    ...providerPlugins,
    { name: "azure-native", version: "3.28.0" },
];

/** Folder of a plugin below a Pulumi home. */
export function pluginFolder(pulumiHome: string, { name, version }: ProviderPlugin): string {
    return `${pulumiHome}/plugins/resource-${name}-v${version}`;
}

export interface ProviderChoice {
    readonly kind: ProviderKind;

    /** One clause for the person: why these. */
    readonly why: string;
}

/**
 * Chooses the providers. `auto` takes the real ones only on Linux, because Go elsewhere does not read a file of certificate
 * authorities, and only when all are installed already; nothing is ever downloaded. Fails where `real` cannot be.
 */
export function chooseProviders(
    wanted: "auto" | ProviderKind,
    platform: NodeJS.Platform,
    pulumiHome: string,
    plugins: readonly ProviderPlugin[] = providerPlugins,
    isInstalled: (folder: string) => boolean = existsSync,
): ProviderChoice {
    if (wanted === "stand-in") return { kind: "stand-in", why: "asked for" };
    const missing = plugins.filter((plugin) => !isInstalled(pluginFolder(pulumiHome, plugin)));
    if (platform !== "linux") {
        if (wanted === "auto") return { kind: "stand-in", why: "the real ones trust the sandbox on Linux only" };
        throw new Error(
            `--providers real works on Linux only (here: ${platform}): elsewhere a provider written in Go does not read the sandbox's certificate authority. Use --providers stand-in.`,
        );
    }
    if (missing.length === 0)
        return { kind: "real", why: wanted === "real" ? "asked for" : "installed on this machine" };
    if (wanted === "auto") return { kind: "stand-in", why: "the real ones are not installed" };
    throw new Error(
        [
            `--providers real needs plugins that are not in ${pulumiHome}/plugins. Install them, or use --providers stand-in:`,
            ...missing.map(({ name, version }) => `  pulumi plugin install resource ${name} ${version}`),
        ].join("\n"),
    );
}
