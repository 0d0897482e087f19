import { describe, expect, it } from "vitest";
import { chooseProviders, providerPlugins, providerPluginsWithAzure } from "../../sandbox/providers.ts";

const installed = () => true;
const notInstalled = () => false;

describe("the choice of providers", () => {
    it.each([
        ["auto", "linux", installed, { kind: "real", why: "installed on this machine" }],
        ["auto", "linux", notInstalled, { kind: "stand-in", why: "the real ones are not installed" }],
        ["auto", "darwin", installed, { kind: "stand-in", why: "the real ones trust the sandbox on Linux only" }],
        ["real", "linux", installed, { kind: "real", why: "asked for" }],
        ["stand-in", "linux", installed, { kind: "stand-in", why: "asked for" }],
    ] as const)("%s on %s", (wanted, platform, isInstalled, choice) => {
        expect(chooseProviders(wanted, platform, "/home/ann/.pulumi", providerPlugins, isInstalled)).toEqual(choice);
    });

    it("takes the real ones by itself only when all of them are installed", () => {
        const onlyAuth0 = (folder: string) => folder === "/home/ann/.pulumi/plugins/resource-auth0-v3.49.0";

        expect(chooseProviders("auto", "linux", "/home/ann/.pulumi", providerPlugins, onlyAuth0).kind).toBe("stand-in");
    });

    it("refuses real providers that are not installed, with the commands that install them", () => {
        expect(() => chooseProviders("real", "linux", "/home/ann/.pulumi", providerPlugins, notInstalled)).toThrow(
            [
                "--providers real needs plugins that are not in /home/ann/.pulumi/plugins. Install them, or use --providers stand-in:",
                "  pulumi plugin install resource auth0 3.49.0",
                "  pulumi plugin install resource azuread 6.9.1",
            ].join("\n"),
        );
    });

    it("asks for Azure's where the stack has a key vault", () => {
        const allButAzure = (folder: string) => !folder.includes("azure-native");

        expect(chooseProviders("auto", "linux", "/home", providerPlugins, allButAzure).kind).toBe("real");
        expect(chooseProviders("auto", "linux", "/home", providerPluginsWithAzure, allButAzure).kind).toBe("stand-in");
        expect(() => chooseProviders("real", "linux", "/home", providerPluginsWithAzure, allButAzure)).toThrow(
            [
                "--providers real needs plugins that are not in /home/plugins. Install them, or use --providers stand-in:",
                "  pulumi plugin install resource azure-native 3.28.0",
            ].join("\n"),
        );
    });

    it("refuses real providers where Go does not read a file of certificate authorities", () => {
        expect(() => chooseProviders("real", "darwin", "/home/ann/.pulumi", providerPlugins, installed)).toThrow(
            "--providers real works on Linux only (here: darwin): elsewhere a provider written in Go does not read the sandbox's certificate authority. Use --providers stand-in.",
        );
    });
});
