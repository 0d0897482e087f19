import { expect } from "vitest";
import { type Answer, guid } from "../microsoft-fixture.ts";

/** A refusal of the token endpoint. */
export function loginRefusal(status: number, error: string, code: number, message: string): Answer {
    const id = "[0-9a-f-]{36}";
    const time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ";
    const traced = new RegExp(
        `^${escaped(`AADSTS${code}: ${message}`)} Trace ID: ${id} Correlation ID: ${id} Timestamp: ${time}$`,
    );
    return {
        status,
        body: {
            error,
            error_description: expect.stringMatching(traced),
            error_codes: [code],
            timestamp: expect.stringMatching(new RegExp(`^${time}$`)),
            trace_id: expect.stringMatching(guid),
            correlation_id: expect.stringMatching(guid),
            error_uri: `https://login.microsoftonline.com/error?code=${code}`,
        },
    };
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
