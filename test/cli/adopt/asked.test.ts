import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { choicesOf } from "../../../cli/adopt/asked.ts";

const folder = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

describe("what keys of a stack file stand for", () => {
    it("is said key by key, and may hold an equals sign", () => {
        const rawArgs = ["--client", "portal=abc=", "--client", "planner=def", "--connection", "acme=con_1"];
        expect(choicesOf("dev", rawArgs, folder)).toEqual({
            clients: { portal: "abc=", planner: "def" },
            connections: { acme: "con_1" },
        });
    });

    it("is refused with everything that makes no sense", () => {
        expect(() => choicesOf("pord", ["--client", "portal", "--connection", "=x"], folder)).toThrow(
            [
                'There is no stack "pord": no file Pulumi.pord.yaml. Stacks here: dev, prod.',
                '--client is "portal"; expected a key of the stack file and what it stands for: KEY=…',
                '--connection is "=x"; expected a key of the stack file and what it stands for: KEY=…',
            ].join("\n"),
        );
    });
});
