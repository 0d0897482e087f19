import { differences } from "../differences.ts";
import { type Cell, coverageTable, isOf, lookUpTable, tokenOf } from "./coverage-table.ts";
import { aspects, type Recorded } from "./covered-aspects.ts";
import type { MetDifferences } from "./met-differences.ts";

/** Types of Azure that a stack with a key vault uses. */
const neverRecorded = ["azure-native.Vault", "azure-native.Secret", "azure-native.RoleAssignment"];

const whyNot = [
    "azure-native was never run here, for its plugin comes from its vendor's site only: there is nothing to record. What else holds",
    "its stand-in and the service: Microsoft's own SDKs, which the tests call, their types, and the provider's sources.",
].join(" ");

/** The tables of what is recorded, as Markdown. */
export function coverageText(recorded: readonly Recorded[], met: MetDifferences): string {
    const scenarios = recorded.length;
    const calls = recorded.reduce((sum, { transcript }) => sum + transcript.calls.length, 0);
    return [
        `${scenarios} scenarios, ${calls} calls of the engine${versions(recorded)}. A number says how many different ones are recorded: properties that are updated or replace, foreign changes, texts of failures; else scenarios.`,
        "",
        row(["Type", ...aspects, "differs on purpose"]),
        row(["---", ...aspects.map(() => "---"), "---"]),
        ...[...coverageTable(recorded)].map(([name, cells]) =>
            row([name, ...aspects.map((aspect) => text(cells.get(aspect))), numbers(tokenOf(name), met)]),
        ),
        ...neverRecorded.map((name) => row([name, ...aspects.map(() => "not recorded"), "see below"])),
        "",
        whyNot,
        "",
        row(["Look-up", "answers", "failures", "differs on purpose"]),
        row(["---", "---", "---", "---"]),
        ...[...lookUpTable(recorded)].map(([name, { failures, found }]) =>
            row([
                name,
                found === 0 ? "not covered" : String(found),
                String(failures),
                numbers(tokenOfLookUp(name, met), met),
            ]),
        ),
        "",
        "What differs on purpose between the stand-ins and the real providers; the services answer as recorded, without exception:",
        "",
        ...differences.map(({ what, why }, at) => `${at + 1}. ${what}: ${why}.`),
    ].join("\n");
}

function versions(recorded: readonly Recorded[]): string {
    const of = new Set(
        recorded.map(
            ({
                transcript: {
                    versions: { auth0, azuread, engine },
                },
            }) =>
                `with Pulumi ${engine}, auth0 ${auth0.plugin} (${auth0.upstream}) and azuread ${azuread.plugin} (${azuread.upstream})`,
        ),
    );
    return of.size === 0 ? "" : `, ${[...of].join("; ")}`;
}

function text(cell: Cell | undefined): string {
    if (cell === undefined) return "not covered";
    if ("never" in cell) return `never: ${cell.never}`;
    return cell.shown.length === 0 ? "not covered" : String(cell.shown.length);
}

/** The numbers of the list below. */
function numbers(token: string, met: MetDifferences): string {
    return [...(met.get(token) ?? [])]
        .sort((one, other) => one - other)
        .map((at) => at + 1)
        .join(", ");
}

function tokenOfLookUp(name: string, met: MetDifferences): string {
    return [...met.keys()].find((token) => isOf(name, token)) ?? "";
}

function row(cells: readonly string[]): string {
    return `| ${cells.join(" | ").replaceAll("\n", " ")} |`.replaceAll("  |", " |");
}
