import { describe, expect, it } from "vitest";
import { withDefaults } from "../../../stacks/settings/defaults.ts";
import type { Draft } from "../../../stacks/settings/draft.ts";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { rules } from "../../../stacks/settings/rules.ts";
import { salvage } from "../../../stacks/settings/salvage.ts";
import { type StackSettings, stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { waadSettings, windowsliveSettings } from "./happy-settings.ts";
import { keyVaultRuleCases, keyVaultSettings } from "./key-vault-rule-cases.ts";
import { ruleCases as generalRuleCases, type RuleCase } from "./rule-cases.ts";
import { afterFix } from "./run-fix.ts";

const ruleCases: readonly RuleCase[] = [...generalRuleCases, ...keyVaultRuleCases];

describe("the rules between settings", () => {
    it.each([
        ["windowslive", windowsliveSettings()],
        ["waad", waadSettings()],
        ["key vault", keyVaultSettings()],
    ])("find nothing in good %s settings", (_, settings) => {
        expect(readSettings(settings).problems).toEqual([]);
    });

    it.each(ruleCases.map((ruleCase) => [ruleCase.duty, ruleCase] as const))("tell when not: %s", (_, ruleCase) => {
        expect(readSettings(ruleCase.settings)).toEqual({ problems: ruleCase.problems });
    });

    it.each(ruleCases.map((ruleCase) => [ruleCase.duty, ruleCase] as const))(
        "are broken one by one: %s",
        (_, ruleCase) => {
            expect(brokenDuties(ruleCase.settings)).toEqual([ruleCase.duty]);
        },
    );

    it("have a case each", () => {
        expect(new Set(ruleCases.map(({ duty }) => duty))).toEqual(new Set(rules.map(({ duty }) => duty)));
    });

    it.each(commanded())("are kept after the commands they name: %s", (_, { settings, problems }) => {
        const after = problems.reduce((changed, { fix }) => afterFix(changed, fix), settings);

        const keys = readSettings(after).problems.map(({ key }) => key);
        expect(problems.filter(({ key }) => keys.includes(key))).toEqual([]);
    });
});

function brokenDuties(settings: unknown): string[] {
    const draft = withDefaults(salvage(stackSettingsSchema, settings) as Draft<StackSettings>);
    return rules.filter((rule) => rule.findings(draft).length > 0).map(({ duty }) => duty);
}

/** The cases whose problems are solved by commands, not by hand. */
function commanded(): [duty: string, ruleCase: RuleCase][] {
    return ruleCases
        .filter(({ problems }) => problems.every(({ fix }) => fix.startsWith("pulumi config ")))
        .map((ruleCase) => [ruleCase.duty, ruleCase]);
}
