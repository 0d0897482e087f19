import { describe, expect, it } from "vitest";
import { keyText, removeCommand, setCommand } from "../../../stacks/settings/key-path.ts";

describe("a setting's key and commands", () => {
    it.each([
        [["protect"], "protect"],
        [["connections", "microsoft", "scopes", 2], "connections.microsoft.scopes[2]"],
        [["connections", "my-conn", "name"], "connections.my-conn.name"],
        [["connections", "My Conn", "name"], 'connections["My Conn"].name'],
        [["clients", "9"], 'clients["9"]'],
    ])("%j is written %s", (path, text) => {
        expect(keyText(path)).toBe(text);
    });

    it("a top-level setting needs no --path", () => {
        expect(setCommand(["protect"], true)).toBe("pulumi config set 'microsoft-connection:protect' true");
        expect(removeCommand(["protect"])).toBe("pulumi config rm 'microsoft-connection:protect'");
    });

    it("a text that looks like a number says its type", () => {
        expect(setCommand(["connections", "acme", "name"], "12")).toBe(
            "pulumi config set --path --type string 'microsoft-connection:connections.acme.name' 12",
        );
        expect(setCommand(["connections", "acme", "maxGroups"], 12)).toBe(
            "pulumi config set --path 'microsoft-connection:connections.acme.maxGroups' 12",
        );
    });

    it("a long value under a key that sounds secret says that it is none", () => {
        expect(setCommand(["connections", "acme", "clientSecret", "slots", "a", "issued"], "2026-11-02")).toBe(
            "pulumi config set --path --plaintext 'microsoft-connection:connections.acme.clientSecret.slots.a.issued' 2026-11-02",
        );
    });

    it("is quoted for a shell", () => {
        expect(setCommand(["clients", "it's", "name"], "Anna's; rm -rf $HOME")).toBe(
            `pulumi config set --path 'microsoft-connection:clients["it'\\''s"].name' 'Anna'\\''s; rm -rf $HOME'`,
        );
    });
});
