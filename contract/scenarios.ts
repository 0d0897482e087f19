import type { Scenario } from "./scenario.ts";
import { connectionScenarios } from "./scenarios/connection.ts";

/** Everything that is recorded. */
export const scenarios: readonly Scenario[] = [...connectionScenarios];
