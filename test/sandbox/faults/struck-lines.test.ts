import { expect, it } from "vitest";
import { struckLines } from "../../../sandbox/faults/struck-lines.ts";

const post = { service: "auth0", method: "POST", path: "/api/v2/clients" };

it("counts what struck alike, in the order of the first time, and leaves ids out", () => {
    expect(
        struckLines([
            { ...post, kind: "503" },
            {
                service: "microsoft",
                method: "PATCH",
                path: "/v1.0/applications/8f14e45f-ceea-467f-a9f2-2b1d6c3e7a01",
                kind: "Error_MsaAppDoesNotExist",
            },
            { ...post, kind: "503" },
            { ...post, kind: "over the limit" },
        ]),
    ).toEqual([
        "2 × Auth0 POST /api/v2/clients: 503",
        "1 × Microsoft PATCH /v1.0/applications/{id}: 409 Error_MsaAppDoesNotExist: personal accounts' side has not heard of the app registration",
        "1 × Auth0 POST /api/v2/clients: 429: over Auth0's or Microsoft's published limit",
    ]);
});

it("says that nothing struck", () => {
    expect(struckLines([])).toEqual(["nothing struck"]);
});
