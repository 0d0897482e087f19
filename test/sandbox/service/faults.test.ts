import { describe, expect, it } from "vitest";
import { Faults } from "../../../sandbox/service/faults.ts";

const refusal = () => new Response(null, { status: 503 });

describe("faults", () => {
    it("strike nothing until one is added", () => {
        expect(new Faults().strike("auth0", "GET", "/api/v2/clients")).toBeUndefined();
    });

    it("strike once, and only their service, method and path", () => {
        const faults = new Faults();
        const fault = { service: "auth0", method: "POST", path: /^\/api\/v2\/clients$/, answer: refusal };
        faults.add(fault);

        expect(faults.strike("microsoft", "POST", "/api/v2/clients")).toBeUndefined();
        expect(faults.strike("auth0", "GET", "/api/v2/clients")).toBeUndefined();
        expect(faults.strike("auth0", "POST", "/api/v2/clients/1")).toBeUndefined();
        expect(faults.strike("auth0", "POST", "/api/v2/clients")).toBe(fault);
        expect(faults.strike("auth0", "POST", "/api/v2/clients")).toBeUndefined();
    });

    it("strike as many times as they say, the first added first", () => {
        const faults = new Faults();
        const twice = { service: "auth0", path: /./, times: 2, answer: refusal };
        const reset = { service: "auth0", path: /./, answer: "reset" as const };
        faults.add(twice);
        faults.add(reset);

        const struck = [1, 2, 3, 4].map(() => faults.strike("auth0", "GET", "/"));
        expect(struck).toEqual([twice, twice, reset, undefined]);
    });

    it("strike the request they count to, of whichever service", () => {
        const faults = new Faults();
        const third = { path: /./, after: 2, answer: refusal };
        faults.add(third);

        const struck = ["auth0", "microsoft", "microsoft", "auth0"].map((service) =>
            faults.strike(service, "GET", "/"),
        );
        expect(struck).toEqual([undefined, undefined, third, undefined]);
    });

    it("are gone when cleared", () => {
        const faults = new Faults();
        faults.add({ service: "auth0", path: /./, times: 100, answer: "reset" });
        faults.clear();

        expect(faults.strike("auth0", "GET", "/")).toBeUndefined();
    });
});
