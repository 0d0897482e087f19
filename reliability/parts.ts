import type { Part } from "./part.ts";
import { faults } from "./parts/faults.ts";
import { inputs } from "./parts/inputs.ts";
import { soak } from "./parts/soak.ts";
import { states } from "./parts/states.ts";

/** All parts, in the order in which they are run. */
export const parts: readonly Part[] = [faults, inputs, soak, states];
