import { readFileSync } from "node:fs";
import process from "node:process";
import { type CustomResource, type CustomResourceOptions, type Output, output, secret } from "@pulumi/pulumi";
import type { AskedLookUp, Declared, Inputs } from "./scenario.ts";
import { lookUps, resourceClasses } from "./scenario-resources.ts";
import type { Json } from "./transcript.ts";

/** What the program of a step is to do; it reads this anew in every run. */
export interface ProgramFile {
    readonly resources: readonly Declared[];
    readonly lookUps: readonly AskedLookUp[];
    readonly given: Readonly<Record<string, Json>>;
}

/** Name of the variable that names the file. */
export const programFileVariable = "CONTRACT_PROGRAM_FILE";

/** The program of every scenario: declares what a file says, one after the other, so that the order of calls is always the same. */
export default async function program(): Promise<void> {
    const file: ProgramFile = JSON.parse(readFileSync(process.env[programFileVariable] ?? "", "utf8"));
    const made = new Map<string, CustomResource>();
    const resolved = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(resolved);
        if (typeof value !== "object" || value === null) return value;
        const { $given, $output, $secret } = value as Record<string, unknown>;
        if (typeof $given === "string") return file.given[$given];
        if ($secret !== undefined) return secret($secret);
        if (Array.isArray($output)) return outputOf(made, $output as [string, string]);
        return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(member)]));
    };

    for (const { type, name, inputs, options } of file.resources) {
        const Class = resourceClasses[type] as unknown as ResourceConstructor;
        const resource = new Class(name, resolved(inputs) as Inputs, resolved(options ?? {}) as CustomResourceOptions);
        made.set(name, resource);
        await settled(resource.urn);
    }
    for (const { name, inputs } of file.lookUps) {
        const lookUp = lookUps[name] as (given: unknown) => Promise<unknown>;
        await lookUp(await settled(output(resolved(inputs))));
    }
}

type ResourceConstructor = new (name: string, inputs: Inputs, options: CustomResourceOptions) => CustomResource;

function outputOf(made: ReadonlyMap<string, CustomResource>, [name, property]: [string, string]): unknown {
    return (made.get(name) as unknown as Record<string, unknown>)[property];
}

/** The value, once the engine knows it. A resource that fails ends the program. */
function settled<Value>(value: Output<Value>): Promise<unknown> {
    return new Promise((resolve) => value.apply(resolve));
}
