import { describe, expect, it } from "vitest";
import { sandboxProblem } from "../../../sandbox/stand-ins/sandbox-only.ts";

const inside = { HTTPS_PROXY: "http://127.0.0.1:8080", NODE_USE_ENV_PROXY: "1", NO_PROXY: "127.0.0.1,localhost" };

describe("a stand-in", () => {
    it("runs where every request goes through a proxy on this machine", () => {
        expect(sandboxProblem(inside)).toBeUndefined();
        expect(sandboxProblem({ ...inside, HTTPS_PROXY: "http://localhost:1", NO_PROXY: "" })).toBeUndefined();
    });

    it.each([
        ["without a proxy", { ...inside, HTTPS_PROXY: undefined }, "HTTPS_PROXY must name a proxy on this machine"],
        ["with a proxy elsewhere", { ...inside, HTTPS_PROXY: "http://proxy.acme.com:8080" }, "HTTPS_PROXY must name"],
        [
            "where Node does not use the proxy",
            { ...inside, NODE_USE_ENV_PROXY: undefined },
            "NODE_USE_ENV_PROXY must be 1",
        ],
        [
            "where some names go around the proxy",
            { ...inside, NO_PROXY: "localhost,.auth0.com" },
            "NO_PROXY must name nothing",
        ],
        ["where all names go around the proxy", { ...inside, NO_PROXY: "*" }, "NO_PROXY must name nothing"],
    ])("does not run %s", (_, environment, problem) => {
        expect(sandboxProblem(environment)).toContain(
            `this is a stand-in provider, which works in the sandbox only: ${problem}`,
        );
    });
});
