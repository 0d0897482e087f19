import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { revealed } from "../../infra/revealed.ts";

/** An output as the SDK makes one of what a provider is going to say. */
const unknown = new (pulumi.Output as unknown as new (...parts: unknown[]) => pulumi.Output<string>)(
    new Set(),
    Promise.resolve(undefined),
    Promise.resolve(false),
    Promise.resolve(true),
    Promise.resolve(new Set()),
);

describe("a value that a hook was given", () => {
    it.each([
        ["plain", "a", "a"],
        ["secret", pulumi.secret("b"), "b"],
        ["nothing", undefined, undefined],
        ["not known in a preview", unknown, undefined],
        ["in part not known in a preview", pulumi.secret({ clientId: unknown }), undefined],
    ])("is told where it is %s", async (_what, value, plain) => {
        expect(await revealed(value)).toEqual(plain);
    });
});
