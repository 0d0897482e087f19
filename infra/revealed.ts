import * as pulumi from "@pulumi/pulumi";

/** A value that a hook was given, plain: what is secret arrives as an output. Undefined where a preview does not know it yet. */
export async function revealed(value: unknown): Promise<unknown> {
    if (!pulumi.Output.isInstance(value)) return value;
    // What is applied to an unknown value is never called.
    if (!(await (value as unknown as Knowable).isKnown)) return undefined;
    return new Promise((resolve) => {
        value.apply((plain) => resolve(plain));
    });
}

/** What every output has, and the SDK's types leave out. */
interface Knowable {
    readonly isKnown: Promise<boolean>;
}
