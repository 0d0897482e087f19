import { readFileSync } from "node:fs";
import type { VendorCounts } from "../../contract/vendor/report.ts";
import type { Figures, Part } from "../part.ts";

const stored = new URL("../../test/contract/vendor-counts.json", import.meta.url);

/** How far the sandbox's Auth0 answers as the real one. The recordings are not in the repository, so these are the last run's counts. */
export const vendor: Part = {
    name: "vendor",
    title: "Recorded conversations with real Auth0, and its OpenAPI documents, against the sandbox's Auth0.",
    figures: async ({ say }) => {
        const counts = JSON.parse(readFileSync(stored, "utf8")) as VendorCounts;
        say(`Counts of the run of ${counts.day} against ${counts.versions}; npm run contract:vendor makes new ones.`);
        return figuresOf(counts);
    },
};

/** The counts of a run, and what they say is wrong. */
export function figuresOf({ counts, day }: VendorCounts): Figures {
    const differing = counts["different otherwise"] ?? 0;
    return {
        counts,
        failures:
            differing === 0
                ? []
                : [`${differing} recorded interactions differed on ${day}: npm run contract:vendor names them`],
    };
}
