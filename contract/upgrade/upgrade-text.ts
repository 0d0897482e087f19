import { isRefused, type ScenarioFinding } from "./finding.ts";

/** What a person is told of another version of a provider. */
export function upgradeText(findings: readonly ScenarioFinding[]): string {
    const refused = findings.filter(isRefused);
    const verdict =
        refused.length === 0
            ? "No replacement, no deletion, no secret lost."
            : `Not to be taken as it is: ${refused.map(({ scenario, stack }) => `${scenario} of ${stack}`).join(", ")}.`;
    return [...findings.flatMap(lines), verdict].join("\n");
}

function lines(finding: ScenarioFinding): string[] {
    const { destructive, changes, errors, scenario, stack, state, unserved } = finding;
    const rest = changes.filter((change) => !destructive.includes(change));
    const lists: readonly (readonly [string, readonly string[]])[] = [
        ["fails", errors],
        ["would replace or delete", destructive],
        ["would change", rest],
        ["loses secrets", state?.lostSecrets ?? []],
        ["fills in now", state?.newDefaults ?? []],
        ["no longer fills in", state?.missingDefaults ?? []],
        ["asks for what the sandbox does not serve", unserved],
    ];
    const told = lists.filter(([, list]) => list.length > 0);
    const title = `${stack}, ${scenario}`;
    if (told.length === 0) return [`${title}: as with the installed version`];
    return [`${title}:`, ...told.flatMap(([name, list]) => [`  ${name}:`, ...list.map((one) => `    ${one}`)])];
}
