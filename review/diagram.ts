import { flowchart, type Graph, type Node, type NodeStatus } from "./diagram/flowchart.ts";
import { graphOf } from "./diagram/graph.ts";
import type { StackChange } from "./stack-change.ts";

/** Most nodes that are drawn: a larger picture is too small to read on GitHub. */
const mostNodes = 30;

/** What is drawn first where not all fits in. */
const ranks: readonly NodeStatus[] = ["removed", "replaced", "new", "changed", "left behind", "same"];

/** A Mermaid flowchart of what a change touches, with the direct neighbours; `undefined` where it touches nothing. */
export function diagram(change: StackChange): string | undefined {
    const whole = graphOf(change);
    const touched = whole.nodes.filter(({ status }) => status !== "same");
    const keysOfAll = new Set(whole.nodes.map(({ key }) => key));
    const reached = new Set([...touched.map(({ key }) => key), ...whole.reached.filter((key) => keysOfAll.has(key))]);
    const changedEdges = whole.edges.filter(({ status }) => status !== "same");
    for (const { from, to } of changedEdges) reached.add(from).add(to);
    if (reached.size === 0) return undefined;

    const neighbours = whole.edges.flatMap(({ from, to }) => (reached.has(from) || reached.has(to) ? [from, to] : []));
    const near = whole.nodes.filter(({ key }) => reached.has(key) || neighbours.includes(key));
    const byRank = (one: Node, other: Node) => ranks.indexOf(one.status) - ranks.indexOf(other.status);
    const drawn = new Set([...near].sort(byRank).slice(0, mostNodes));
    const keys = new Set([...drawn].map(({ key }) => key));
    const graph: Graph = {
        nodes: near.filter((node) => drawn.has(node)),
        edges: whole.edges.filter(
            ({ from, to }) => keys.has(from) && keys.has(to) && (reached.has(from) || reached.has(to)),
        ),
    };
    return flowchart(graph, near.length - drawn.size);
}
