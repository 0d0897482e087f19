import { installPolicyAnalyzer } from "../../engine/policy-analyzer.ts";

/** Puts what runs the policy pack into a folder for PATH: an engine without the vendor's own finds it there. @returns that folder */
export function analyzerFolder(folder: string): string {
    installPolicyAnalyzer(folder, process.execPath);
    return `${folder}/plugins/analyzer-policy-nodejs-v1.0.0`;
}
