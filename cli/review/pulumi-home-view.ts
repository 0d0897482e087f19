import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { installPolicyAnalyzer } from "../../engine/policy-analyzer.ts";

/** What the engine writes whenever it is driven by a program: which stack is selected, its logs, when a plugin was last used. */
const written = /^(workspaces|logs|.*\.lastused)$/;

/**
 * A Pulumi home with the login and the plugins of the person's own, by links, in which the engine may write what it likes: the person's
 * stays as it is. It has what runs the policy pack, where neither the home nor the engine brings that.
 * @param engine the `pulumi` command
 * @returns the folder
 */
export function pulumiHomeView(
    environment: Readonly<Record<string, string | undefined>>,
    folder: string,
    engine?: string,
): string {
    const home = environment["PULUMI_HOME"] || `${environment["HOME"] ?? homedir()}/.pulumi`;
    mkdirSync(`${folder}/plugins`, { recursive: true, mode: 0o700 });
    link(home, folder, ["plugins"]);
    for (const entry of existsSync(`${home}/plugins`) ? readdirSync(`${home}/plugins`, { withFileTypes: true }) : []) {
        if (!entry.isDirectory()) continue;
        // The engine passes over a plugin's folder that is a link; what is in it may be one.
        mkdirSync(`${folder}/plugins/${entry.name}`);
        link(`${home}/plugins/${entry.name}`, `${folder}/plugins/${entry.name}`);
    }
    const hasAnalyzer =
        (engine !== undefined && existsSync(`${dirname(engine)}/pulumi-analyzer-policy-nodejs`)) ||
        readdirSync(`${folder}/plugins`).some((name) => name.startsWith("analyzer-policy-nodejs-"));
    if (!hasAnalyzer) installPolicyAnalyzer(folder, process.execPath);
    return folder;
}

function link(from: string, to: string, without: readonly string[] = []): void {
    if (!existsSync(from)) return;
    for (const name of readdirSync(from)) {
        if (!written.test(name) && !without.includes(name)) symlinkSync(`${from}/${name}`, `${to}/${name}`);
    }
}
