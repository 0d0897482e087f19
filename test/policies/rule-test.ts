import type { Policies } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import type { ResourceType } from "../../policies/resource-types.ts";
import { changed } from "./good.ts";
import { type Declared, messagesOn, type Props, type Run, secret, unknown } from "./verdicts.ts";

export interface RuleTest {
    /** A resource that passes. */
    readonly passes: { readonly type: ResourceType<unknown>; readonly props: Props } & Omit<Declared, "type" | "props">;

    /** What is broken: one property by its path, or an option; and what the rule says of it. */
    readonly broken?: readonly (readonly [path: string, value: unknown, ...messages: string[]])[];

    /** Changes that pass too. */
    readonly fine?: readonly (readonly [path: string, value: unknown])[];

    /** Properties without which the rule cannot tell. */
    readonly needs?: readonly string[];

    readonly run?: Run;
}

/** One resource that passes, then one broken property at a time: known, secret and unknown. */
export function describeRule(
    rule: Policies[number],
    { passes, broken = [], fine = [], needs = [], run }: RuleTest,
): void {
    const { type, ...rest } = passes;
    const resource: Declared = { ...rest, type: type.token };
    const of = (changes: Partial<Declared>) => messagesOn([rule], { ...resource, ...changes }, run);
    const withProperty = (path: string, value: unknown) => {
        const option = /^opts\.(protect|ignoreChanges)$/.exec(path)?.[1];
        return option === undefined ? { props: changed(passes.props, path, value) } : { [option]: value };
    };

    const cases = broken.map(([path, value, ...messages]) => [path, value, messages] as const);

    describe(rule.name, () => {
        it(`passes a good ${type.token.split(":").at(-1)}`, async () => {
            expect(await of({})).toEqual([]);
        });

        it.each(cases)("refuses %s: %j", async (path, value, messages) => {
            expect(await of(withProperty(path, value))).toEqual(messages);
        });

        const properties = cases.filter(([path]) => !path.startsWith("opts."));
        it.each(properties)("refuses it as a secret too, %s: %j", async (path, value, messages) => {
            expect(await of({ props: allSecret(withProperty(path, value).props ?? {}) })).toEqual(messages);
        });

        it.each(fine)("passes %s: %j", async (path, value) => {
            expect(await of(withProperty(path, value))).toEqual([]);
        });

        it.each(needs)("ends with a note where it does not know %s", async (path) => {
            expect(await of(withProperty(path, unknown))).toEqual([
                `can't run policy '${rule.name}' from policy pack 'pack@v1.0.0' during preview: string value at .${path} can't be known during preview`,
            ]);
        });
    });
}

function allSecret(props: Props): Props {
    return Object.fromEntries(
        Object.entries(props).map(([key, value]) => [key, value === undefined ? value : secret(value)]),
    );
}
