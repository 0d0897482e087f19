import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdown, reportMarker } from "../../../review/markdown/markdown.ts";
import { phrase } from "../../../review/phrase.ts";
import { visible } from "../../../review/words/visible.ts";
import { hostileReport } from "./hostile.ts";
import { commentsOf, elementsOf, gitHubSyntax, rendered, textOutsideCode } from "./rendered.ts";
import { change, prod, quietStack, reportOn, richReport } from "./rich-report.ts";

/** Every element that a report is made of. */
const elements = [
    ...["a", "code", "details", "h2", "h3", "li", "p", "pre", "strong", "summary"],
    ...["table", "tbody", "td", "th", "thead", "tr", "ul"],
];

describe("a report as Markdown", () => {
    it("reads like a page: the worst stack first, and in it the worst first", async () => {
        await expect(markdown(richReport)).toMatchFileSnapshot("rich-report.md");
    });

    it("has no table of stacks where there is one", () => {
        expect(markdown(reportOn(quietStack("dev")))).toBe(`<!-- microsoft-connection: review -->

## dev: no changes

Previewed at the vendors: 41 unchanged.

Before deploying, check that this is still what would happen:

\`\`\`sh
npm run review -- --stack dev --real --check 0f3a91c2.77b0de14.c4d5aa90
\`\`\`
`);
    });

    it("says that no stack was reviewed", () => {
        expect(markdown(reportOn())).toBe(`${reportMarker}\n\nNo stack was reviewed.\n`);
    });

    it("folds nothing of what is taken away, of findings, refusals, errors, doubts", () => {
        const html = rendered(markdown(reportOn({ ...prod, errors: ["boom"], unreadable: ["plan.json is empty"] })));
        for (const fold of html.querySelectorAll("details")) fold.remove();

        expect(html.querySelectorAll("h3").map(({ text }) => text)).toEqual([
            "1 error",
            "What it means",
            "Takes identities away",
            "Refused by policies",
            "Not understood",
            "Warning: credentials in the state, readable by whoever reads it",
            "Changes who gets in, and what apps may do",
            "Changes secrets",
            "Changes settings",
            "Unknown to this report",
            "What it touches",
        ]);
        expect(html.text).toContain("name asks for it: acme-entra → acme-entra-v2");
        expect(html.text).toContain("also differs: options.scopes[3], options.clientSecret");
    });

    it("shows twenty changes of a risk, and folds the others", () => {
        const names = Array.from({ length: 300 }, (_, index) => `client-${index + 1}`);
        const changes = names.map((name) =>
            change({ kind: "client link", name, operation: "create", risk: "access", summary: phrase`linked` }),
        );
        const html = rendered(markdown(reportOn({ ...quietStack("prod"), changes })));

        expect(html.querySelector("summary")?.text).toBe("280 more changes");
        expect(html.querySelectorAll("details li")).toHaveLength(280);
        expect(html.querySelectorAll("li")).toHaveLength(300);
    });

    it("counts components in one line: they are nothing at the vendors", () => {
        const changes = ["portal", "planner"].map((name) => change({ kind: "component", name, operation: "create" }));

        expect(markdown(reportOn({ ...quietStack("dev"), changes }))).toContain(
            "### Changes settings\n\n- 2 components of the program, which are nothing at the vendors\n\n",
        );
    });

    it("tells what a rule is for once, and what is wrong at each resource", () => {
        const verdict = { rule: "has-owners", level: "mandatory", purpose: "An app has owners." } as const;
        const policies = ["a", "x::b"].map((name) => ({
            ...verdict,
            urn: `urn:pulumi:dev::p::t:t:T::${name}`,
            problems: ["it has none"],
        }));

        expect(markdown(reportOn({ ...quietStack("dev"), policies }))).toContain(`### Refused by policies

- \`has-owners\`: An app has owners.
  - **on** \`a\`: it has none
  - **on** \`x::b\`: it has none
`);
    });

    it("puts what takes most along first", () => {
        const changes = ["API", "client", "connection"].map((kind) =>
            change({ kind, name: "acme", operation: "delete", risk: "identity" }),
        );

        expect(markdown(reportOn({ ...quietStack("dev"), changes }))).toContain(
            "- **deleted** connection `acme`\n- **deleted** client `acme`\n- **deleted** API `acme`\n",
        );
    });

    it("gives the command for a stack that is taken away on the sandbox", () => {
        const report = { ...reportOn({ ...quietStack("dev"), operation: "destroy" }), world: "sandbox" } as const;

        expect(markdown(report)).toContain(
            "npm run review -- --stack dev --destroy --check 0f3a91c2.77b0de14.c4d5aa90",
        );
    });

    it("gives the command for a stack that is taken away at the vendors, and for one over another version", () => {
        const destroyed = markdown(reportOn({ ...quietStack("dev"), operation: "destroy" }));
        const over = markdown({ ...reportOn({ ...quietStack("dev"), base: "0f3a91c2d4e5" }), world: "sandbox" });

        expect(destroyed).toContain("npm run review -- --stack dev --real --destroy --check 0f3a91c2");
        expect(over).toContain("npm run review -- --stack dev --base 0f3a91c2d4e5 --check 0f3a91c2");
    });

    it("gives the reasons and the order of every replacement", () => {
        const replaced = change({
            kind: "client secret",
            name: "acme-a",
            operation: "replace",
            order: "create-first",
            risk: "secret",
            reasons: [phrase`${"endDate"} cannot be changed`, phrase`${"displayName"} cannot be changed`],
            summary: phrase`made anew`,
        });

        expect(markdown(reportOn({ ...quietStack("dev"), changes: [replaced] }))).toContain(`### Changes secrets

- **replaced** client secret \`acme-a\`, the new one is made before the old one is deleted: made anew
  - because \`endDate\` cannot be changed; \`displayName\` cannot be changed
`);
    });

    it("folds a large diagram only", () => {
        const diagram = ["flowchart LR", ...Array.from({ length: 30 }, (_, index) => `  n${index}`)].join("\n");
        const page = markdown(reportOn({ ...quietStack("prod"), diagram }));

        expect(page).toContain("<details><summary>What it touches</summary>\n\n```mermaid\nflowchart LR\n  n0\n");
    });

    it("gives a command that a shell takes as one, whatever a stack's name is", () => {
        expect(markdown(reportOn(quietStack("a b'$(x)")))).toContain(
            "npm run review -- --stack 'a b'\\''$(x)' --real --check 0f3a91c2.77b0de14.c4d5aa90",
        );
    });

    it("is made of our elements only, and links nothing, mentions nobody, whatever comes from outside", () => {
        fc.assert(
            fc.property(hostileReport, (report) => {
                const html = rendered(markdown(report));

                expect(elements).toEqual(expect.arrayContaining(elementsOf(html)));
                expect(html.querySelectorAll("a")).toEqual([]);
                expect(commentsOf(html)).toEqual([" microsoft-connection: review "]);
                expect(html.querySelectorAll("h2")).toHaveLength(report.stacks.length);
                for (const piece of textOutsideCode(html)) {
                    for (const syntax of gitHubSyntax) expect(piece).not.toMatch(syntax);
                }
            }),
            { interruptAfterTimeLimit: 2000, markInterruptAsFailure: false, numRuns: 80 },
        );
    });

    it("shows every value in its visible form", () => {
        fc.assert(
            fc.property(hostileReport, (report) => {
                const shown = rendered(markdown(report))
                    .querySelectorAll("code")
                    .map(({ text }) => text);
                const paths = report.stacks.flatMap(({ credentials }) => credentials.map(({ path }) => path));

                expect(shown).toEqual(expect.arrayContaining(paths.map((path) => visible(path) || '""')));
            }),
            { interruptAfterTimeLimit: 2000, markInterruptAsFailure: false, numRuns: 30 },
        );
    });
});
