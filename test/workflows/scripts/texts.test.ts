import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { deploymentOutcome } from "../../../.github/scripts/deployment-outcome.ts";
import { issueAction } from "../../../.github/scripts/drift-issue.ts";
import { fenced } from "../../../.github/scripts/fenced.ts";
import { readArguments } from "../../../.github/scripts/kept-outcome.ts";
import { proposal } from "../../../.github/scripts/propose-rotation.ts";

const runUrl = "https://github.com/acme/identity/actions/runs/77";
const issue = (number: number, stack: string, login = "github-actions[bot]") => ({
    number,
    login,
    body: `<!-- microsoft-connection drift of ${stack} -->\n\n…`,
});

describe("the issue of a stack", () => {
    it("is opened where a stack has drifted", () => {
        expect(issueAction("prod", { exitCode: 2, report: "## Drift of `prod`\n\n- a client\n" }, [], runUrl)).toEqual({
            kind: "open",
            title: "Stack prod has drifted",
            body: [
                "<!-- microsoft-connection drift of prod -->",
                `What is at Auth0 or Microsoft is not what stack \`prod\` declares. Found by [this run](${runUrl}); to look yourself: \`npm run drift -- --real --stack prod\`. This issue closes itself once the stack is clean.`,
                "## Drift of `prod`",
                "- a client",
            ].join("\n\n"),
        });
    });

    it("is written anew where it is open already, and never a second one", () => {
        const open = [issue(3, "dev"), issue(4, "prod", "someone"), issue(5, "prod")];

        expect(issueAction("prod", { exitCode: 2, report: "more" }, open, runUrl)).toMatchObject({
            kind: "update",
            number: 5,
        });
    });

    it("is closed where the stack is clean again, and there is nothing to do where it was", () => {
        expect(issueAction("prod", { exitCode: 0, report: "" }, [issue(5, "prod")], runUrl)).toEqual({
            kind: "close",
            number: 5,
        });
        expect(issueAction("prod", { exitCode: 0, report: "" }, [issue(3, "dev")], runUrl)).toEqual({
            kind: "none",
            why: "clean",
        });
    });

    it("stays as it is where the look failed", () => {
        expect(issueAction("prod", { exitCode: 1, report: "" }, [issue(5, "prod")], runUrl).kind).toBe("none");
    });

    it("fits into GitHub's 65,536 characters, cut between two lines", () => {
        const report = "- `a client`\n".repeat(20_000);
        const action = issueAction("prod", { exitCode: 2, report }, [], runUrl);
        const lines = action.kind === "open" ? action.body.split("\n") : [];

        expect(lines.join("\n").length).toBeLessThan(65_536);
        expect(lines.slice(-3)).toEqual(["- `a client`", "", "… and more: the run has all of it."]);
    });
});

describe("text from outside", () => {
    it("is text whatever is in it", () => {
        const parts = fc.constantFrom(
            "`",
            "```",
            "~~~",
            "\n",
            "<img src=x>",
            "@acme/admins",
            "#1",
            "[a](b)",
            "\u0007",
            "\r",
            "x",
        );
        fc.assert(
            fc.property(fc.array(parts), (all) => {
                const html = micromark(fenced(all.join("")), { extensions: [gfm()], htmlExtensions: [gfmHtml()] });

                expect(html).toMatch(/^<pre><code class="language-text">[^<]*<\/code><\/pre>$/);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });
});

describe("what came of a deployment", () => {
    it("is refused where it is not what was reviewed, with the way on", () => {
        const text = deploymentOutcome("prod", { check: "failure", up: "skipped", proof: "skipped" });

        expect(text.split("\n")[0]).toBe("### prod: refused, nothing was changed");
        expect(text).toContain("`npm run review -- --real --stack prod`");
    });

    it.each([
        [{ check: "success", up: "failure", proof: "skipped" }, "### prod: the deployment did not end well"],
        [{ check: "success", up: "success", proof: "failure" }, "### prod: deployed, and not proven"],
        [{ check: "success", up: "success", proof: "success" }, "### prod: deployed as reviewed, and proven"],
        [{ check: "", up: "", proof: "" }, "### prod: refused, nothing was changed"],
    ])("of %j is told", (steps, first) => {
        expect(deploymentOutcome("prod", steps).split("\n")[0]).toBe(first);
    });
});

describe("a proposal", () => {
    it("has a branch and a file of the stack's, so that there is one at a time", () => {
        expect(proposal("prod", "slot a: new, ends 2027-06-01")).toMatchObject({
            branch: "rotation/prod",
            file: "Pulumi.prod.yaml",
            title: "Rotate the client secrets of prod",
        });
    });
});

describe("a command whose outcome is kept", () => {
    it("is what follows the two dashes", () => {
        expect(readArguments(["--to", "drift", "--allow", "0,2", "--", "npm", "run", "drift", "--", "--real"])).toEqual(
            {
                folder: "drift",
                allow: [0, 2],
                command: ["npm", "run", "drift", "--", "--real"],
            },
        );
    });

    it("is not guessed", () => {
        expect(() => readArguments(["npm", "run", "drift"])).toThrow(
            "usage: kept-outcome.ts --to FOLDER --allow CODES",
        );
    });
});
