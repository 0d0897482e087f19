import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkpointPage, pageOf } from "../../../sandbox/auth0/pagination.ts";

const listing = { id: (item: string) => item, show: (item: string) => ({ id: item }) };
const items = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 });
const length = fc.integer({ min: 1, max: 10 });

function walk(all: readonly string[], take: number, between: (left: string[]) => string[] = (left) => left): string[] {
    const found: string[] = [];
    let left = [...all];
    let from: string | undefined;
    for (let page = 0; page < 100; page += 1) {
        const query = new URLSearchParams({ take: String(take), ...(from === undefined ? {} : { from }) });
        const body = checkpointPage("items", left, listing, query) as { items: { id: string }[]; next?: string };
        found.push(...body.items.map(({ id }) => id));
        if (page > 0 && body.items.length === 0) throw new Error("a page is empty");
        if (body.next === undefined) return found;
        from = body.next;
        left = between(left);
    }
    throw new Error("the pages do not end");
}

describe("checkpoint pages", () => {
    it("give every item once, in order, and end", () => {
        fc.assert(
            fc.property(items, length, (all, take) => {
                expect(walk(all, take)).toEqual(all);
            }),
        );
    });

    it("give what stays once, whatever is added at the end meanwhile", () => {
        fc.assert(
            fc.property(items, length, (all, take) => {
                const found = walk(all, take, (left) => (left.length < 40 ? [...left, `new-${left.length}`] : left));
                expect(found.slice(0, all.length)).toEqual(all);
                expect(new Set(found).size).toBe(found.length);
            }),
        );
    });

    it("refuse a cursor that they did not give", () => {
        expect(() => checkpointPage("items", ["a"], listing, new URLSearchParams("from=x"))).toThrow(
            "Invalid pagination cursor",
        );
    });
});

describe("offset pages", () => {
    it("give every item once, in order, with a truthful total", () => {
        fc.assert(
            fc.property(items, length, (all, perPage) => {
                const pages = Array.from({ length: Math.ceil(all.length / perPage) + 1 }, (_, page) => {
                    const query = new URLSearchParams({
                        page: String(page),
                        per_page: String(perPage),
                        include_totals: "true",
                    });
                    return pageOf("items", all, listing, query) as {
                        total: number;
                        start: number;
                        items: { id: string }[];
                    };
                });
                expect(pages.flatMap((page) => page.items.map(({ id }) => id))).toEqual(all);
                expect(pages.map(({ total }) => total)).toEqual(pages.map(() => all.length));
                expect(pages.map(({ start }) => start)).toEqual(pages.map((_, page) => page * perPage));
            }),
        );
    });

    it("are fifty long, and bare, where nothing else is asked for", () => {
        const all = Array.from({ length: 60 }, (_, index) => String(index));
        expect(pageOf("items", all, listing, new URLSearchParams())).toHaveLength(50);
    });
});
