import type { ProgramOutputs } from "./deploy.ts";

/** The program of the selected stack. */
export default function program(): Promise<ProgramOutputs>;
