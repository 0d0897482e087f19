import { describe, expect, it } from "vitest";
import { Refusal } from "../../clouds/refusal.ts";
import { refusing } from "../../clouds/sdk-refusal.ts";

/** What comes out of an SDK's call that throws. */
function thrownFor(error: unknown): Promise<unknown> {
    return refusing("login.example.com", Promise.reject(error)).catch((thrown: unknown) => thrown);
}

function shape(thrown: unknown): unknown {
    if (!(thrown instanceof Refusal)) return thrown;
    return [thrown.by, thrown.status, thrown.code, thrown.message];
}

describe("an SDK's answer", () => {
    it("is given on as it is", async () => {
        expect(await refusing("login.example.com", Promise.resolve("answer"))).toBe("answer");
    });

    it("is a refusal with OAuth's error, where Auth0's SDK carries it as the cause", async () => {
        const cause = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };
        const error = Object.assign(new Error("The request failed", { cause }), {
            statusCode: 403,
            code: "token_for_connection_error",
        });

        expect(shape(await thrownFor(error))).toEqual([
            "login.example.com",
            403,
            "invalid_grant",
            "Unknown or invalid refresh token.",
        ]);
    });

    it("is a refusal with Graph's code, where Graph's SDK throws it", async () => {
        const error = { statusCode: 403, code: "Authorization_RequestDenied", message: "Insufficient privileges." };

        expect(shape(await thrownFor(error))).toEqual([
            "login.example.com",
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges.",
        ]);
    });

    it("is the same refusal, where it is one already", async () => {
        const refusal = new Refusal("callback", 302, "access_denied", "No.");

        expect(await thrownFor(refusal)).toBe(refusal);
    });

    it.each([
        ["an error without a status", Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })],
        ["an error without a code", Object.assign(new Error("Bad gateway"), { statusCode: 502, code: null })],
        ["a text", "no"],
        ["nothing", null],
    ])("stays %s, which no service refused", async (_what, thrown) => {
        expect(await thrownFor(thrown)).toBe(thrown);
    });
});
