import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Asked, askedOf, type Given } from "../../../cli/rotate/asked.ts";
import { checkStacks } from "../../../cli/rotate/check-stacks.ts";
import { liveSlots } from "../../../cli/rotate/live-slots.ts";
import { rotateStacks } from "../../../cli/rotate/rotate-stacks.ts";
import { severalOf } from "../../../cli/rotate/several.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
let folder = "";

beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/rotate-`);
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"]) {
        cpSync(`${repository}/${file}`, `${folder}/${file}`);
    }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nothing: Given = { check: false, compromised: false, "dry-run": false, due: false, json: false, live: false };
const plain: Asked = {
    stacks: ["dev"],
    connections: undefined,
    soonDays: undefined,
    check: false,
    compromised: false,
    dryRun: false,
    due: false,
    json: false,
    live: false,
};

function rotated(changes: Partial<Asked>, outputs: unknown = {}, day = "2027-01-15"): string {
    const now = new Date(`${day}T12:00:00Z`);
    return rotateStacks({ ...plain, ...changes, projectFolder: folder, now, outputsOf: () => outputs });
}

const textOf = (stack: string) => readFileSync(`${folder}/Pulumi.${stack}.yaml`, "utf8");
const original = (stack: string) => readFileSync(`${repository}/Pulumi.${stack}.yaml`, "utf8");

describe("several values of an option", () => {
    it.each([
        [["--stack", "dev"], undefined],
        [["--connection", "a"], ["a"]],
        [
            ["--connection", "a", "b", "--stack", "dev", "--connection=c,a"],
            ["a", "b", "c"],
        ],
        [["--connection="], undefined],
    ])("%j are %j", (rawArgs, values) => {
        expect(severalOf("connection", rawArgs)).toEqual(values);
    });
});

describe("what is asked for", () => {
    it("may be all stacks", () => {
        expect(askedOf(nothing, ["--stack", "all", "--connection", "x"], folder)).toEqual({
            ...plain,
            stacks: ["dev", "prod"],
            connections: ["x"],
        });
    });

    it("is refused with all that makes no sense in it", () => {
        const given = { ...nothing, json: true, live: true, "soon-days": "often" };
        expect(() => askedOf(given, ["--stack", "dev,pord"], folder)).toThrow(
            [
                'There is no stack "pord": no file Pulumi.pord.yaml. Stacks here: dev, prod.',
                '--soon-days is "often"; expected a whole number of days, such as 45.',
                "--json does nothing without --check.",
                "--live is for --compromised.",
            ].join("\n"),
        );
        expect(() =>
            askedOf({ ...nothing, check: true, due: true, "dry-run": true }, ["--stack", "dev"], folder),
        ).toThrow("--dry-run, --due does nothing with --check.");
    });
});

describe("npm run rotate", () => {
    it("writes the stack file, its mode kept, and nothing beside it", () => {
        chmodSync(`${folder}/Pulumi.dev.yaml`, 0o640);
        const said = rotated({});
        expect(textOf("dev")).toBe(
            original("dev")
                .replace("active: a", "active: b")
                .replace(
                    'ends: "2027-05-01"\n',
                    'ends: "2027-05-01"\n          b:\n            issued: "2027-01-15"\n            ends: "2027-07-14"\n',
                ),
        );
        expect(statSync(`${folder}/Pulumi.dev.yaml`).mode & 0o777).toBe(0o640);
        expect(readdirSync(folder).sort()).toEqual(["Pulumi.dev.yaml", "Pulumi.prod.yaml", "Pulumi.yaml"]);
        expect(said).toContain("Nothing is deployed: the change goes through review.");
        expect(textOf("prod")).toBe(original("prod"));
    });

    it("-- --dry-run writes nothing", () => {
        expect(rotated({ dryRun: true })).toContain("Nothing was written: this was --dry-run.");
        expect(textOf("dev")).toBe(original("dev"));
    });

    it("-- --stack all takes a connection's name that one of them has, and writes that one only", () => {
        rotated({ stacks: ["dev", "prod"], connections: ["customers"] });
        expect(textOf("dev")).toBe(original("dev"));
        expect(textOf("prod")).not.toBe(original("prod"));
        expect(() => rotated({ stacks: ["dev", "prod"], connections: ["nobody"] })).toThrow(
            'Stack dev: dev has no connection "nobody"; it has: microsoft\nStack prod: prod has no connection "nobody"; it has: acme, customers\nNothing was written.',
        );
    });

    it("writes no stack where one cannot be", () => {
        const text = original("prod").replace('"2026-08-03"', '"2027-01-15"').replace('"2027-01-30"', '"2027-07-01"');
        writeFileSync(`${folder}/Pulumi.prod.yaml`, text);
        expect(() => rotated({ stacks: ["dev", "prod"] })).toThrow(
            "Stack prod: acme: slot a was issued today already, and a day names one secret; to use it, set active: a; to make another, wait until tomorrow (UTC)\nNothing was written.",
        );
        expect(textOf("dev")).toBe(original("dev"));
    });

    it("keeps to the days that the project sets for its policy pack", () => {
        cpSync(`${repository}/Pulumi.dev.yaml`, `${folder}/Pulumi.dev.yaml`);
        const stacks = `${folder}/stacks`;
        cpSync(`${repository}/stacks/settings/dates.ts`, `${stacks}/settings/dates.ts`);
        writeFileSync(`${stacks}/policies.json`, JSON.stringify({ "client-secret-ends-in-time": { days: 120 } }));
        rotated({}, {}, "2026-11-20");
        expect(textOf("dev")).toContain('ends: "2027-03-20"');
    });

    it("-- --compromised waits for the first step to be live, as the outputs say, before it writes the second", () => {
        const outputs = (slot: string, issued: string) => ({
            connections: { microsoft: { secretSlots: { [slot]: { issued, active: true, ends: "" } } } },
        });
        rotated({ compromised: true });
        const first = textOf("dev");
        expect(first).toContain("# leaked: slot a of microsoft.");
        expect(rotated({ compromised: true }, outputs("a", "2026-11-02"))).toContain(
            "the first step is written and not deployed",
        );
        expect(textOf("dev")).toBe(first);
        rotated({ compromised: true }, outputs("b", "2027-01-15"));
        expect(textOf("dev")).not.toMatch(/leaked|2026-11-02/);
    });

    it("-- --compromised --live asks nobody", () => {
        rotated({ compromised: true });
        const options = { ...plain, compromised: true, live: true, projectFolder: folder, now: new Date("2027-01-16") };
        rotateStacks({
            ...options,
            outputsOf: () => {
                throw new Error("not to be asked");
            },
        });
        expect(textOf("dev")).not.toContain("leaked");
    });
});

describe("the outputs of a stack", () => {
    it("that is not deployed are told as such", () => {
        expect(() => liveSlots("dev", {})).toThrow("Deploy it:  pulumi up --stack dev");
    });
});

describe("npm run rotate -- --check", () => {
    const check = (day: string, json = false) =>
        checkStacks({
            ...plain,
            stacks: ["dev", "prod"],
            json,
            projectFolder: folder,
            now: new Date(`${day}T00:00:00Z`),
        });

    it("ends with the code of the most urgent", () => {
        expect(["2027-01-15", "2027-03-20", "2027-04-20", "2027-05-01"].map((day) => check(day).exitCode)).toEqual([
            0, 3, 4, 5,
        ]);
    });

    it("is JSON for programs", () => {
        const { urgency, exitCode, stacks } = JSON.parse(check("2027-03-20", true).text);
        expect({ urgency, exitCode }).toEqual({ urgency: "soon", exitCode: 3 });
        expect(stacks.map(({ stack }: { stack: string }) => stack)).toEqual(["dev", "prod"]);
        expect(stacks[0].connections[0]).toMatchObject({
            connection: "microsoft",
            urgency: "soon",
            due: "npm run rotate -- --stack dev --connection microsoft",
            slots: [{ slot: "a", active: true, daysLeft: 42 }],
        });
    });

    it("tells of broken settings, and of the other stacks all the same", () => {
        writeFileSync(`${folder}/Pulumi.dev.yaml`, original("dev").replace("active: a", "active: c"));
        expect(() => check("2027-04-20")).toThrow(/Stack prod\n {2}late {3}acme[\s\S]*Stack "dev": 1 problem/);
    });
});
