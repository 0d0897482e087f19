import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { faultKindNames } from "../../sandbox/faults/fault-kinds.ts";
import { faultProfileNames, faultProfiles } from "../../sandbox/faults/fault-profiles.ts";

const [, days = "", kinds = ""] = readFileSync(new URL("../../docs/faults.md", import.meta.url), "utf8").split("\n## ");

it("the page on faults tells of every kind of day as the sandbox does", () => {
    expect(days.split("\n").filter((line) => line.startsWith("| `"))).toEqual(
        faultProfileNames.map((name) => {
            const { says, survived } = faultProfiles[name];
            return `| \`${name}\` | ${says} | ${survived} |`;
        }),
    );
});

it("the page on faults tells of every kind of fault", () => {
    const told = [...kinds.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = ""]) => names.match(/[^`]+(?=`( |$))/g));

    expect(told.sort()).toEqual([...faultKindNames].sort());
});
