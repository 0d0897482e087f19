import type { Value } from "./property-values.ts";

/** Tells what a known value would have to be, as the end of "expected it …", when it is not. */
export type Check = (value: Value) => string | undefined;

export function oneOf(allowed: readonly string[]): Check {
    const list = allowed.map((name) => JSON.stringify(name)).join(" ");
    return (value) => (allowed.includes(String(value)) ? undefined : `to be one of [${list}]`);
}

export function between(least: number, most: number): Check {
    return (value) => (Number(value) >= least && Number(value) <= most ? undefined : `to be ${least} to ${most}`);
}

export function lengthBetween(least: number, most: number): Check {
    return (value) => {
        const { length } = String(value);
        return length >= least && length <= most ? undefined : `to be ${least} to ${most} characters long`;
    };
}

export const notEmpty: Check = (value) => (value === "" ? "not to be empty" : undefined);

export const uuid: Check = (value) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value)) ? undefined : "to be a valid UUID";

export const json: Check = (value) => {
    try {
        JSON.parse(String(value));
        return undefined;
    } catch {
        return "to be JSON";
    }
};

export const rfc3339: Check = (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(String(value)) &&
    !Number.isNaN(Date.parse(String(value)))
        ? undefined
        : "to be a valid RFC3339 date";

/** A redirect URI as the azuread provider takes it: a host, a path or a slash after it, at most 256 characters. */
export const redirectUri: Check = (value) => {
    const uri = String(value);
    const [, scheme = "", host = "", path = ""] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)/i.exec(uri) ?? [];
    if (host === "") return "to be a URI with a host";
    if (path === "") return "to have a path, or a slash after the host";
    if (!["http", "https", "ms-appx-web", "brk-multihub"].includes(scheme)) return "to start with https://";
    return uri.length <= 256 ? undefined : "to be at most 256 characters long";
};

/** An address of a page: http or https, with a host. */
export const webAddress: Check = (value) =>
    /^https?:\/\/[^/?#]+/i.test(String(value)) ? undefined : "to be an http or https URL with a host";
