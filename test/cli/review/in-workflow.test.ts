import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const command = fileURLToPath(new URL("../../../cli/review.ts", import.meta.url));

it("in a workflow, the message of a failure is printed while the runner takes no commands", () => {
    const { status, stderr } = spawnSync(
        process.execPath,
        ["--no-warnings", command, "--github", "--pull-request=1\n::error::not for you"],
        { encoding: "utf8", env: { ...process.env, GITHUB_ACTIONS: "true" } },
    );
    const [first = "", ...lines] = stderr.trimEnd().split("\n");
    const token = first.replace("::stop-commands::", "");

    expect(status).toBe(1);
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines).toEqual([
        "--pull-request 1",
        "::error::not for you is no number of a pull request: a whole number from 1 is.",
        `::${token}::`,
    ]);
});
