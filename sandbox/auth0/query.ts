import { errors } from "./errors.ts";

/** `unserved`: Auth0 takes it, the sandbox says 501. */
type Rule = "string" | "boolean" | "unserved" | { readonly minimum: number; readonly maximum?: number };

/** The query parameters that a route takes. */
export type QueryRules = Readonly<Record<string, Rule>>;

/** Offset pages (`page`, `per_page`) and checkpoint pages (`from`, `take`), as the provider mixes them in one request. */
export const paging = {
    page: { minimum: 0 },
    per_page: { minimum: 1, maximum: 100 },
    include_totals: "boolean",
    from: "string",
    take: { minimum: 1, maximum: 100 },
} as const satisfies QueryRules;

/** The same where a page may be empty: of clients, users and logs. */
export const pagingFromNothing = { ...paging, per_page: { minimum: 0, maximum: 100 } } as const satisfies QueryRules;

/** Checkpoint pages alone, with a longest page of their own. */
export function checkpoints(longest: number): QueryRules {
    return { from: "string", take: { minimum: 1, maximum: longest } };
}

/** Choice of the fields in a reply. */
export const fieldChoice = { fields: "string", include_fields: "boolean" } as const satisfies QueryRules;

/** Refuses a query with parameters that a route does not take, or with values they cannot have. */
export function checkQuery(query: URLSearchParams, rules: QueryRules): void {
    const unknown = [...new Set(query.keys())].filter((name) => !Object.hasOwn(rules, name));
    if (unknown.length > 0) throw errors.query(`'Additional properties not allowed: ${unknown.join(",")}'.`);
    for (const [name, value] of query) {
        if (rules[name] === "unserved") throw errors.notServed(`the query parameter ${name}`);
        const found = problem(value, rules[name] ?? "string");
        if (found !== undefined) throw errors.query(`'${found}' on property ${name}.`);
    }
}

/** What is wrong with a query, parameter by parameter. */
export function queryProblems(query: URLSearchParams, rules: QueryRules): { name: string; problem: string }[] {
    return [...query].flatMap(([name, value]) => {
        const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
        const found = rule === undefined ? "Additional properties not allowed" : problem(value, rule);
        return found === undefined ? [] : [{ name, problem: found }];
    });
}

function problem(value: string, rule: Rule): string | undefined {
    if (rule === "string" || rule === "unserved") return undefined;
    if (rule === "boolean") {
        return ["true", "false"].includes(value) ? undefined : "Expected type boolean but found type string";
    }
    if (!/^-?\d+$/.test(value)) return "Expected type integer but found type string";
    if (Number(value) < rule.minimum) return `Value ${value} is less than minimum ${rule.minimum}`;
    if (rule.maximum !== undefined && Number(value) > rule.maximum)
        return `Value ${value} is greater than maximum ${rule.maximum}`;
    return undefined;
}
