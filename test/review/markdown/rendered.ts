import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type HTMLElement, NodeType, parse } from "node-html-parser";

/** Markdown as GitHub shows it before it looks for mentions and references. */
export function rendered(markdown: string): HTMLElement {
    const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
    return parse(html, { comment: true, blockTextElements: { script: true, style: true } });
}

/** Names of all elements, once each, sorted. */
export function elementsOf(root: HTMLElement): string[] {
    return [...new Set(root.querySelectorAll("*").map((element) => element.tagName.toLowerCase()))].sort();
}

export function commentsOf(root: HTMLElement): string[] {
    return nodesOf(root, NodeType.COMMENT_NODE).map((node) => node.rawText);
}

/** Text in which GitHub looks for mentions, references and addresses: what is outside of code, piece by piece. */
export function textOutsideCode(root: HTMLElement): string[] {
    for (const element of root.querySelectorAll("code")) element.replaceWith("\u0000");
    return nodesOf(root, NodeType.TEXT_NODE).flatMap((node) => node.text.split("\u0000"));
}

/** What GitHub makes links, pictures or formulas of, wherever it stands outside of code. */
export const gitHubSyntax = [
    /@\w/,
    /#\d/,
    /\bgh-\d/i,
    /\b\p{L}+-\d/u,
    /:\/\/|\bwww\./i,
    /:[\w+-]+:/,
    /\b[0-9a-f]{7,40}\b/,
    /\$/,
];

function nodesOf(root: HTMLElement, type: NodeType): { rawText: string; text: string }[] {
    return root.childNodes.flatMap((node) => (node.nodeType === type ? [node] : nodesOf(node as HTMLElement, type)));
}
