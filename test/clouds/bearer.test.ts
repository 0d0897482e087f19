import { describe, expect, it } from "vitest";
import { bearer } from "../../clouds/bearer.ts";
import { Management } from "../../clouds/management.ts";
import { workflowToken } from "../../clouds/workflow-token.ts";

describe("bearer", () => {
    it("takes a token as a file or a variable has it", () => {
        expect(bearer("eyJ.abc-_~+/=\n")).toBe("Bearer eyJ.abc-_~+/=");
    });

    it.each(["", "hush\nhush", "hush hush", "hush…"])("does not quote %j, which is none", (token) => {
        expect(() => bearer(token)).toThrow(/^a token that was given is none: it is empty, or has/);
    });
});

describe("a token that was pasted with a line end in it", () => {
    it("is not told of where it was to be used", async () => {
        const management = new Management({ domain: "acme.eu.auth0.com", apiToken: "hush\nhush" });
        const said = await Promise.all([
            management.call("GET", "clients").catch(String),
            workflowToken({ url: "https://token.example/", bearer: "hush\nhush" }).catch(String),
        ]);
        expect(said).toEqual([expect.stringMatching(/is none/), expect.stringMatching(/is none/)]);
        expect(said.join()).not.toContain("hush");
    });
});
