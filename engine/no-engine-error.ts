import { engineVersion } from "./engine-version.ts";

/** A way that was tried, and why it led nowhere. */
export interface Refusal {
    readonly title: string;
    readonly reason: string;
}

/** No engine can be had: every way that was tried, with its reason, and what a person can do about it. */
export class NoEngineError extends Error {
    constructor(refusals: readonly Refusal[]) {
        super(noEngineText(refusals));
        this.name = "NoEngineError";
    }
}

function noEngineText(refusals: readonly Refusal[]): string {
    return [
        "No Pulumi engine can be had. Tried in this order:",
        ...refusals.map(({ title, reason }) => `  - ${title}: ${reason.trimEnd().replaceAll("\n", "\n      ")}`),
        "Any one of these helps; then run the same command again:",
        `  - install Pulumi ${engineVersion} or newer (https://www.pulumi.com/docs/install) and put it on PATH`,
        "  - let this machine reach github.com or get.pulumi.com; behind a proxy, set HTTPS_PROXY",
        "  - install Go 1.26 or newer (https://go.dev/doc/install) and put it on PATH: the engine is then built here",
    ].join("\n");
}
