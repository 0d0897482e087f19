import { expect, it } from "vitest";
import { violationLines } from "../../cli/violation-lines.ts";

it("tells what refuses first, and names the resource by its last name", () => {
    const urn = "urn:pulumi:prod::microsoft-connection::azuread:index/application:Application::acme";

    expect(
        violationLines([
            { rule: "b-hint", level: "advisory", urn, message: "What it is for.\nsomething; expected another" },
            { rule: "a-hint", level: "advisory", message: "can't run this policy: a value is not known yet" },
            {
                rule: "c-duty",
                level: "mandatory",
                urn,
                message: "What it is for.\none; expected two\nthree; expected four",
            },
        ]),
    ).toEqual([
        "mandatory c-duty, acme: one; expected two three; expected four",
        "advisory a-hint: can't run this policy: a value is not known yet",
        "advisory b-hint, acme: something; expected another",
    ]);
});
