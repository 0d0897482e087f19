import { expect, it } from "vitest";
import type { Kind } from "../../../review/changes/kinds.ts";
import { riskOf } from "../../../review/changes/risk.ts";
import type { Operation, PropertyChange, PropertyValue, ResourceChange } from "../../../review/stack-change.ts";

function change(operation: Operation, ...properties: readonly (string | [string, PropertyValue])[]): ResourceChange {
    const differing = properties.map((property): PropertyChange => {
        const [path, after] = typeof property === "string" ? [property, "x"] : property;
        return { path, kind: "update", before: "w", after, replaces: false };
    });
    const after = { urn: "u", type: "t", name: "n", inputs: {}, outputs: {}, protect: false, retainOnDelete: false };
    const is = operation === "delete" ? {} : { after: { ...after, madeFrom: {} } };
    return { urn: "u", type: "t", name: "n", operation, reasons: [], properties: differing, hidden: 0, ...is };
}

it.each<[string, Kind | undefined, ResourceChange]>([
    ["identity", "connection", change("replace", "name")],
    ["identity", "app registration", change("delete")],
    ["identity", "client", change("delete")],
    ["identity", "API", change("replace", "identifier")],
    ["identity", "service principal", change("delete")],
    ["access", "connection", change("create")],
    ["access", "connection", change("forget")],
    ["access", "link", change("delete")],
    ["access", "links", change("update", "enabledClients[3]")],
    ["access", "client grant", change("update", "scopes[0]")],
    ["access", "admin consent", change("create")],
    ["access", "assignment", change("create")],
    ["access", "connection", change("update", "options.scopes[1]")],
    ["access", "connection", change("update", "authentication.active")],
    ["access", "connection", change("update", "connectedAccounts")],
    ["access", "connection", change("update", ["protect", false])],
    ["access", "connection", change("update", "ignoreChanges")],
    ["access", "app registration", change("update", "web.redirectUris[0]")],
    ["access", "app registration", change("update", "signInAudience")],
    ["access", "app registration", change("update", "requiredResourceAccesses[0].resourceAccesses[2]")],
    ["access", "client", change("update", "callbacks[0]")],
    ["access", "client", change("update", "grantTypes[2]")],
    ["access", "client", change("update", "refreshToken.policies[0].scopes[1]")],
    ["access", "service principal", change("update", "accountEnabled")],
    ["access", "key vault", change("update", "properties.networkAcls.defaultAction")],
    ["secret", "client secret", change("create")],
    ["secret", "client secret", change("update", ["protect", false])],
    ["secret", "client credentials", change("update", "authenticationMethod")],
    ["secret", "connection", change("update", "options.clientSecret")],
    ["setting", "connection", change("update", "displayName")],
    ["setting", "connection", change("update", ["protect", true])],
    ["setting", "client", change("update", "logoUri")],
    ["setting", "component", change("delete")],
    ["unknown", undefined, change("delete")],
])("%s: %s %o", (risk, kind, one) => {
    expect(riskOf(kind, one)).toBe(risk);
});

it("is as bad when others took it away as when the program does", () => {
    const { after: _after, ...gone } = change("refresh");
    expect(riskOf("client", gone)).toBe("identity");
    expect(riskOf("client", change("refresh", "logoUri"))).toBe("setting");
});
