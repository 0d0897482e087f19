import type { ServerAuthorizationTokenResponse } from "@azure/msal-common/node";
import type { Application } from "@microsoft/microsoft-graph-types";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { GraphReply, ODataBody } from "../../../sandbox/microsoft/graph-request.ts";
import type { Published } from "../../../sandbox/microsoft/graph-types.ts";
import { entityReply, listReply } from "../../../sandbox/microsoft/odata.ts";
import { resourceShape } from "../../../sandbox/microsoft/resource-body.ts";
import type { TokenReply } from "../../../sandbox/microsoft/token/token-request.ts";

const asked = { query: new URLSearchParams(), root: "https://graph.microsoft.com/v1.0", url: "" };

/** The lines after `@ts-expect-error` have to be errors: `npm run typecheck` says so where one is not. */
describe("what Microsoft did not publish does not compile", () => {
    it("in a reply: a field, a field inside a field, a value of another type", () => {
        entityReply(asked, "applications", { id: "1", web: { redirectUris: ["https://example.com"] } });
        // @ts-expect-error an application has no colour
        entityReply(asked, "applications", { id: "1", colour: "red" });
        // @ts-expect-error a platform has no colour
        entityReply(asked, "applications", { id: "1", web: { colour: "red" } });
        // @ts-expect-error a tag is text
        entityReply(asked, "applications", { id: "1", tags: [1] });
        const painted = [{ id: "1", colour: "red" }];
        // @ts-expect-error nor has a message, in a list that was made before
        listReply(asked, "messages", painted, []);
        expect(listReply(asked, "messages", [{ id: "1" }], [])).toMatchObject({ body: { value: [{ id: "1" }] } });
    });

    it("in a reply that is made by hand", () => {
        // @ts-expect-error only what `odata.ts` makes is a body
        const body: ODataBody = { "@odata.context": "", colour: "red" };
        expectTypeOf<{ status: 200; body: object }>().not.toExtend<GraphReply>();
        expect(body).toBeDefined();
    });

    it("in a body of a request, and among what it may not say", () => {
        const colour = z.strictObject({ colour: z.string() });
        const named = z.strictObject({ displayName: z.string().optional() });
        // @ts-expect-error an application has no colour
        resourceShape({ resource: "Application", schema: colour });
        // @ts-expect-error nor a platform
        resourceShape({ resource: "Application", schema: z.strictObject({ web: colour.optional() }) });
        // @ts-expect-error nor is there one that only Microsoft sets
        resourceShape({ resource: "Application", schema: named, readOnly: ["colour"] });
        expect(resourceShape({ resource: "Application", schema: named }).resource).toBe("Application");
    });

    it("and what it did publish is itself", () => {
        expectTypeOf<Published<Application, Application>>().toEqualTypeOf<Application>();
        expectTypeOf<Published<{ colour: string }, Application>>().toEqualTypeOf<never>();
    });

    it("in an answer of the token endpoint, by the names of Microsoft's client library", () => {
        expectTypeOf<Exclude<keyof TokenReply, keyof ServerAuthorizationTokenResponse>>().toEqualTypeOf<never>();
    });
});
