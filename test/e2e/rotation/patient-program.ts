import { deploy } from "../../../stacks/deploy.ts";

/** The program of the dev stack; asks ten times as often whether Microsoft knows a new secret, because here minutes pass in a second. */
export default () => deploy({ patience: { forMs: 60_000, everyMs: 200 } });
