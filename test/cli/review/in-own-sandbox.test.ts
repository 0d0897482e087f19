import { describe, expect, it } from "vitest";
import { versionsOf } from "../../../cli/review/in-own-sandbox.ts";
import { testRepository } from "./repository.ts";

describe("the versions of a stack", () => {
    const here = () => {
        const { folder, write } = testRepository();
        write({
            "Pulumi.dev.yaml": "",
            "base/Pulumi.dev.yaml": "",
            "base/Pulumi.gone.yaml": "",
            "Pulumi.new.yaml": "",
        });
        return { folder, base: { folder: `${folder}/base`, why: "main (0f3a91c2)" } };
    };

    it("are those that have a file: both, the one of a new stack, or the one of a stack that is taken away", () => {
        const { base, folder } = here();

        expect(versionsOf("dev", base, folder)).toEqual({ before: base.folder, now: folder });
        expect(versionsOf("new", base, folder)).toEqual({ before: undefined, now: folder });
        expect(versionsOf("gone", base, folder)).toEqual({ before: base.folder, now: undefined });
    });

    it("are missed where no version has a file", () => {
        const { base, folder } = here();

        expect(() => versionsOf("other", base, folder)).toThrow(
            'There is no stack "other": no file Pulumi.other.yaml, neither here nor in what it would start from: main (0f3a91c2). Name a version that has it with --base.',
        );
    });
});
