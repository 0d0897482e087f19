import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { made, type Rehearsed, rehearsed } from "./rehearsed.ts";

describe("something of the same name that the stack does not own", () => {
    const names = {
        api: (text: string) =>
            text.replace("domain: acme-dev.eu.auth0.com", "domain: acme-dev.eu.auth0.com\n    myAccountApi: adopt"),
        app: (text: string) => text.replace("appName: Acme (development)", "appName: Acme (second)"),
        client: (text: string) => text.replace("name: Acme Portal (development)", "name: Acme Portal (second)"),
        connection: (text: string) =>
            text.replace("strategy: windowslive", "strategy: windowslive\n      name: second"),
    };
    let first: Rehearsed;
    let original: string;

    beforeAll(async () => {
        first = await rehearsed();
        expect((await first.driver.perform("up")).errors).toEqual([]);
        first.edit((text) => {
            original = text;
            return text;
        });
    });
    afterAll(() => first.close());

    // The engine stops at the first refusal it meets, so each is met alone: the others have names of their own.
    it.each([
        [
            "app" as const,
            /app registration "Acme \(development\)" \(client id [\w-]+\) exists already/,
            "give this one a name of its own (appName)",
            /pulumi import azuread:index\/application:Application microsoft \/applications\/[\w-]+ --protect=false --generate-code=false/,
        ],
        [
            "connection" as const,
            /connection "microsoft" \(con_\w+\) exists already/,
            "give this one a name of its own (name)",
            /pulumi import auth0:index\/connection:Connection microsoft con_\w+ --protect=false --generate-code=false/,
        ],
        [
            "client" as const,
            /client "Acme Portal \(development\)" \(\w+\) exists already/,
            "link that client instead of declaring one (kind: existing, clientId: ",
            /pulumi import auth0:index\/client:Client portal \w+ --protect=false --generate-code=false/,
        ],
        [
            "api" as const,
            /API https:\/\/acme-dev\.eu\.auth0\.com\/me\/ exists already/,
            "use it as it is (auth0.myAccountApi: adopt)",
            /pulumi import auth0:index\/resourceServer:ResourceServer my-account\/acme-dev\.eu\.auth0\.com \w+ --protect=false/,
        ],
    ])("is told in the preview with the ways out, and nothing is made: %s", async (taken, what, wayOut, command) => {
        const before = made(first.world);
        first.edit(() =>
            Object.entries(names).reduce((text, [name, rename]) => (name === taken ? text : rename(text)), original),
        );
        const preview = await first.anotherState().perform("preview");

        expect(preview.succeeded).toBe(false);
        expect(preview.errors[0]).toMatch(what);
        expect(preview.errors[0]).toContain(wayOut);
        expect(preview.errors[0]).toMatch(command);
        expect(made(first.world)).toEqual(before);
    });
});
