import { label } from "./label.ts";

export type Group = "entra" | "auth0" | "other";

export type NodeStatus = "same" | "new" | "changed" | "replaced" | "removed" | "left behind";

/** Something that is drawn as a box. */
export interface Node {
    readonly key: string;
    readonly group: Group;

    /** What it is, in the field's words. */
    readonly kind: string;
    readonly name: string;

    /** What else is worth a line. */
    readonly note?: string;
    readonly status: NodeStatus;
}

/** What one thing has to do with another. */
export interface Edge {
    readonly from: string;
    readonly to: string;
    readonly words: string;
    readonly status: "same" | "new" | "removed";
}

export interface Graph {
    readonly nodes: readonly Node[];
    readonly edges: readonly Edge[];
}

const groups: readonly { readonly id: Group; readonly title: string }[] = [
    { id: "entra", title: "Microsoft Entra" },
    { id: "auth0", title: "Auth0" },
    { id: "other", title: "Other" },
];

/** Colours with a fill and a text colour of their own, so that they can be read on GitHub's light and dark page. */
const statuses: readonly { readonly status: NodeStatus; readonly id: string; readonly style: string }[] = [
    { status: "same", id: "same", style: "fill:#f6f8fa,stroke:#6e7781,color:#24292f" },
    { status: "new", id: "made", style: "fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a" },
    { status: "changed", id: "changed", style: "fill:#fff8c5,stroke:#9a6700,color:#3b2300" },
    { status: "replaced", id: "replaced", style: "fill:#ffebe9,stroke:#cf222e,stroke-width:4px,color:#5a0a10" },
    { status: "removed", id: "removed", style: "fill:#ffebe9,stroke:#cf222e,stroke-dasharray:6 4,color:#5a0a10" },
    { status: "left behind", id: "left", style: "fill:#f6f8fa,stroke:#6e7781,stroke-dasharray:6 4,color:#24292f" },
];

/** Writes a graph as a Mermaid flowchart, one thing a line; `more` nodes were left out. */
export function flowchart({ nodes, edges }: Graph, more: number): string {
    const ids = new Map(nodes.map(({ key }, index) => [key, `n${index + 1}`]));
    const lines = ["flowchart LR"];
    for (const { id, title } of groups) {
        const members = nodes.filter(({ group }) => group === id);
        if (members.length === 0) continue;
        lines.push(`    subgraph ${id}["${title}"]`);
        lines.push(...members.map((node) => `        ${ids.get(node.key)}${box(node)}`));
        lines.push("    end");
    }
    if (more > 0) lines.push(`    more["${label(`… and ${more} more`)}"]`);
    lines.push(...edges.map((edge) => `    ${ids.get(edge.from)} ${arrow(edge)} ${ids.get(edge.to)}`));
    const used = groups.filter(({ id }) => nodes.some(({ group }) => group === id)).map(({ id }) => id);
    lines.push("    classDef group fill:none,stroke:#8c959f", `    class ${used.join(",")} group`);
    for (const { status, id, style } of statuses) {
        const members = nodes.filter((node) => node.status === status).map(({ key }) => ids.get(key));
        if (status === "same" && more > 0) members.push("more");
        if (members.length === 0) continue;
        lines.push(`    classDef ${id} ${style}`, `    class ${members.join(",")} ${id}`);
    }
    return `${lines.join("\n")}\n`;
}

/** What comes is round, what is made anew has double sides, what goes is slanted: shapes tell it without colours. */
function box({ kind, name, note, status }: Node): string {
    const title = label(withStatus(kind, status));
    const text = [title, label(name), label(note ?? "")].filter((line) => line !== "").join("<br/>");
    switch (status) {
        case "new":
            return `(["${text}"])`;
        case "replaced":
            return `[["${text}"]]`;
        case "removed":
            return `[/"${text}"/]`;
        default:
            return `["${text}"]`;
    }
}

function arrow({ words, status }: Edge): string {
    const text = label(withStatus(words, status));
    switch (status) {
        case "new":
            return `==>|"${text}"|`;
        case "removed":
            return `-.->|"${text}"|`;
        case "same":
            return `-->|"${text}"|`;
    }
}

function withStatus(words: string, status: NodeStatus): string {
    return status === "same" ? words : `${words} - ${status.toUpperCase()}`;
}
