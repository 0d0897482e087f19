import { carriedPath, type Territory } from "./carried-address.ts";

/** A hosted page with every address in it led through the page, those that lead out taken away, and a banner. */
export function carriedHtml(text: string, base: URL, territory: Territory): string {
    const led = text.replace(script, "").replace(tag, (_whole, name: string, attributes: string) => {
        if (/^(base|iframe|object|embed)$/i.test(name) || /\shttp-equiv\b/i.test(attributes)) return "";
        return `<${name}${attributes.replace(attribute, (given, key: string, value: string | undefined) =>
            value !== undefined && leading.test(key) ? ledAttribute(key, value, base, territory) : given,
        )}>`;
    });
    return led.replace(/<body(\s[^<>]*)?>/i, (body) => `${body}${banner(base.host)}`);
}

const script = /<script\b[^<>]*>[\s\S]*?<\/script\s*>/gi;
const tag = /<([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/gi;
const attribute = /([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?/g;

/** Attributes that lead somewhere when a person clicks, or that load something. */
const leading = /^(href|action|formaction|src|srcset|poster|data|ping|xlink:href)$/i;

function ledAttribute(key: string, quoted: string, base: URL, territory: Territory): string {
    const value = quoted.replace(/^["']|["']$/g, "").replaceAll("&amp;", "&");
    if (value.startsWith("#")) return `${key}="${escaped(value)}"`;
    const address = URL.parse(value, base.href);
    const path = address === null ? undefined : carriedPath(address, territory);
    return path === undefined ? `data-led-out-of-the-sandbox` : `${key}="${escaped(path)}"`;
}

function escaped(value: string): string {
    return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function banner(host: string): string {
    return `<link rel="stylesheet" href="/page/carried.css"><div class="sandbox-banner" role="note"><strong>Sandbox.</strong> This is its local <span>${host}</span>: nothing here reaches the real one. <a href="/walk">Back to the walk</a></div>`;
}
