import { expect, it } from "vitest";
import { appOf } from "../../../proof/apps/app.ts";

const client = {
    key: "portal",
    kind: "web",
    clientId: "hT3kWv9QmZ2xLr8NcB5yJd7PfG4sKa6U",
    callbacks: ["https://portal.example/callback"],
    connections: ["microsoft"],
    connectScopes: {},
    settings: {},
    secret: undefined,
} as const;
const deployed = { ...client, callbacks: [...client.callbacks], connections: [...client.connections] };

it("an app whose secret or private key is its team's is no app that the proof can act as, and the reason is said", () => {
    expect(appOf({ ...deployed, authentication: "private_key_jwt" }, "acme.eu.auth0.com", undefined)).toBe(
        "it signs in with a private key that only its team has",
    );
    expect(appOf({ ...deployed, kind: "existing" }, "acme.eu.auth0.com", undefined)).toBe(
        "its secret is another team's: only they can act as it",
    );
});
