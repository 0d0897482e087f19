import { usableEntries } from "../draft.ts";
import { removeCommand } from "../key-path.ts";
import { connectionRule, finding, findingIf, type Rule } from "../rule.ts";

/** What holds in the parameters that a connection sends along to Microsoft. */
export const upstreamParamRules: readonly Rule[] = [
    connectionRule("an upstream parameter has a value or an alias", ({ connection, at }) =>
        usableEntries(connection.upstreamParams).flatMap(([name, param]) => {
            const path = at("upstreamParams", name);
            const hasBoth = "value" in param && "alias" in param;
            const hasNone = !("value" in param) && !("alias" in param);
            return findingIf(
                hasBoth || hasNone,
                path,
                param,
                "either a value or an alias",
                removeCommand(hasBoth ? [...path, "alias"] : path),
            );
        }),
    ),
    connectionRule("scopes are no upstream parameter", ({ connection, at }) =>
        usableEntries(connection.upstreamParams)
            .filter(([name]) => name === "scope")
            .map(([, param]) =>
                finding(
                    at("upstreamParams", "scope"),
                    param,
                    "any parameter but scope: it comes from scopes",
                    removeCommand(at("upstreamParams", "scope")),
                ),
            ),
    ),
];
