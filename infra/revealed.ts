import * as pulumi from "@pulumi/pulumi";

/** A value that a hook was given, plain: what is secret arrives as an output. */
export function revealed(value: unknown): Promise<unknown> {
    if (!pulumi.Output.isInstance(value)) return Promise.resolve(value);
    return new Promise((resolve) => {
        value.apply((plain) => resolve(plain));
    });
}
