import { isMap, isScalar, parseDocument, YAMLSeq } from "yaml";
import type { Edit } from "./proposal.ts";

/** A stack file's text with values changed; comments and order stay. A list of short words is written on one line. */
export function editedStackFile(text: string, project: string, edits: readonly Edit[]): string {
    if (edits.length === 0) return text;
    const document = parseDocument(text);
    const config = document.get("config");
    for (const { after, path } of edits) {
        const [first = "", ...rest] = path;
        const key =
            isMap(config) && config.has(first) && !config.has(`${project}:${first}`) ? first : `${project}:${first}`;
        const at = ["config", key, ...rest];
        if (after === undefined) document.deleteIn(at);
        else {
            const node = document.createNode(after);
            if (node instanceof YAMLSeq && node.items.every((item) => isScalar(item) && isWord(item.value))) {
                node.flow = true;
            }
            document.setIn(at, node);
        }
    }
    return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function isWord(value: unknown): boolean {
    return typeof value === "string" && value.length <= 60 && !value.includes("://");
}
