import { describe, expect, it } from "vitest";
import { Refusal } from "../../clouds/refusal.ts";

describe("a refusal", () => {
    it.each([
        ["with the code alone", new Refusal("a.example", 403, "access_denied", "No."), undefined, "403 access_denied"],
        [
            "with Microsoft's number out of the text",
            new Refusal("a.example", 401, "invalid_client", "AADSTS7000222: The secret has expired."),
            "AADSTS7000222",
            "401 invalid_client, AADSTS7000222",
        ],
        [
            "with a number that is the code once",
            new Refusal("login.microsoftonline.com", 400, "AADSTS50011", "AADSTS50011: another redirect URI"),
            "AADSTS50011",
            "400 AADSTS50011",
        ],
        [
            "that came back to the app without a status",
            new Refusal("callback", 302, "access_denied", "AADSTS65004: User declined to consent."),
            "AADSTS65004",
            "access_denied, AADSTS65004",
        ],
    ])("is shown %s", (_how, refusal, number, evidence) => {
        expect([refusal.microsoftNumber, refusal.evidence]).toEqual([number, evidence]);
    });

    it("is an error that carries the service's own text", () => {
        const refusal = new Refusal("a.example", 403, "access_denied", "Not for you.");

        expect(`${refusal}`).toBe("Refusal: Not for you.");
    });
});
