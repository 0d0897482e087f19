import { writeNodePlugin } from "./node-plugin.ts";

/**
 * Puts what runs policy packs written for Node where an engine with this Pulumi home looks for it. The vendor's language host brings
 * its own; where there is none, a script is all that the engine asks for. It is started in the pack's folder and starts the pack,
 * without the SDK's runner, which would load a TypeScript compiler first: Node runs the pack as it is. Found as a plugin, it gives
 * no warning, and an engine that ignores what is on PATH finds it too.
 * @param nodePath the Node that runs the packs, 24 or newer
 */
export function installPolicyAnalyzer(pulumiHome: string, nodePath: string): void {
    const folder = `${pulumiHome}/plugins/analyzer-policy-nodejs-v1.0.0`;
    writeNodePlugin(`${folder}/pulumi-analyzer-policy-nodejs`, nodePath, ".");
}
