import { isListType, isMapType, isObjectType, isSetType, type Properties, type PropertyType } from "./properties.ts";
import type { Provider } from "./resource-type.ts";

/** A provider in the words of Pulumi's package schema: what it takes and gives, objects without their members. */
export function packageSchema<Api>({ name, version, settings, resources, functions }: Provider<Api>): object {
    return {
        name,
        version,
        config: { variables: described(settings, () => true) },
        provider: { inputProperties: described(settings, () => true) },
        resources: Object.fromEntries(
            resources.map(({ token, properties }) => [
                token,
                {
                    inputProperties: described(properties, isInput),
                    requiredInputs: named(properties, (mode) => mode === "required"),
                    properties: described(properties, () => true),
                    required: named(properties, () => true),
                },
            ]),
        ),
        functions: Object.fromEntries(
            functions.map(({ token, inputs }) => [
                token,
                { inputs: { properties: described(inputs, () => true) }, outputs: { $ref: "pulumi.json#/Any" } },
            ]),
        ),
    };
}

type Mode = Properties[string]["mode"];

function isInput(mode: Mode): boolean {
    return mode !== "computed";
}

function named(properties: Properties, include: (mode: Mode) => boolean): string[] {
    return Object.keys(properties).filter((name) => include(properties[name]?.mode ?? "computed"));
}

function described(properties: Properties, include: (mode: Mode) => boolean): object {
    return Object.fromEntries(
        Object.entries(properties).flatMap(([name, { type, mode, secret, replaces }]) =>
            include(mode)
                ? [
                      [
                          name,
                          {
                              ...schemaType(type),
                              ...(secret && { secret }),
                              ...(replaces && { replaceOnChanges: true }),
                          },
                      ],
                  ]
                : [],
        ),
    );
}

function schemaType(type: PropertyType): object {
    if (isListType(type)) return { type: "array", items: schemaType(type.list) };
    if (isSetType(type)) return { type: "array", items: schemaType(type.set) };
    if (isMapType(type)) return { type: "object", additionalProperties: { type: "string" } };
    return isObjectType(type) ? { $ref: "pulumi.json#/Any" } : { type };
}
