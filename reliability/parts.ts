import type { Part } from "./part.ts";
import { faults } from "./parts/faults.ts";
import { inputs } from "./parts/inputs.ts";
import { kills } from "./parts/kills.ts";
import { recordings } from "./parts/recordings.ts";
import { soak } from "./parts/soak.ts";
import { states } from "./parts/states.ts";
import { vendor } from "./parts/vendor.ts";

/** All parts, in the order in which they are run: what takes longest comes last. */
export const parts: readonly Part[] = [recordings, vendor, states, inputs, faults, kills, soak];
