import { Prover } from "../../proof/prover.ts";
import type { ControlAccess } from "../../proof/sandbox-control.ts";
import type { Verdict } from "../../proof/verdict.ts";

export interface SandboxProof {
    readonly stack: string;

    /** Outputs of the deployed stack, secrets in the clear. */
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly control: ControlAccess;

    /** Environment that leads to the sandbox. */
    readonly environment: Readonly<Record<string, string>>;
}

/** Holds a stack that is deployed in a running sandbox to every claim, in a process that lives in the sandbox's environment. */
export async function proveInSandbox({ environment, ...request }: SandboxProof): Promise<Verdict> {
    const prover = new Prover(environment);
    try {
        return await prover.prove(request);
    } finally {
        await prover.close();
    }
}
