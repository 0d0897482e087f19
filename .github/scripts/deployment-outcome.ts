import { runner, script, variable } from "./runner.ts";

/** How a step ended: `success`, `failure`, `cancelled` or `skipped`; empty where it was never reached. */
export interface Steps {
    readonly check: string;
    readonly up: string;
    readonly proof: string;
}

if (import.meta.main) {
    await script(() => {
        const { CHECK: check = "", PROOF: proof = "", UP: up = "" } = process.env;
        runner.summary(deploymentOutcome(variable("STACK"), { check, up, proof }));
    });
}

/** What came of a deployment, and how to go on. */
export function deploymentOutcome(stack: string, { check, proof, up }: Steps): string {
    if (check !== "success") {
        return [
            `### ${stack}: refused, nothing was changed`,
            "What would be deployed now is not what was reviewed, or it could not be told; the log says which of plan, state and settings moved.",
            `Read what would change now: \`npm run review -- --real --stack ${stack}\` on the main branch. If it is right, run this workflow by hand with stack \`${stack}\` and the fingerprint at its end. If it is not, find out who changed what (\`npm run drift -- --real --stack ${stack}\`) and open another pull request.`,
        ].join("\n\n");
    }
    if (up !== "success") {
        return [
            `### ${stack}: the deployment did not end well`,
            "Some of the change may be done. What is done is in the state, and the next deployment goes on from there.",
            `Mend what the log names, then review and deploy what is left: \`npm run review -- --real --stack ${stack}\`, and this workflow by hand with its fingerprint.`,
        ].join("\n\n");
    }
    if (proof !== "success") {
        return [
            `### ${stack}: deployed, and not proven`,
            "The log names each claim that does not hold, the setting to blame and what to change. Later environments are not deployed.",
            `Try again without deploying: \`npm run prove -- --real --unattended --stack ${stack}\`.`,
        ].join("\n\n");
    }
    return `### ${stack}: deployed as reviewed, and proven`;
}
