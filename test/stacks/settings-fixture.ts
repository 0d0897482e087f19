import { readSettings } from "../../stacks/settings/read-settings.ts";
import type { Settings } from "../../stacks/settings/settings.ts";

const windowslive = {
    strategy: "windowslive",
    scopes: ["openid", "offline_access", "User.Read", "Calendars.Read"],
    clientSecret: { active: "a", slots: { a: { issued: "2026-11-02", ends: "2027-05-01" } } },
};

/** The least that a stack file can have, with a web app. */
export const leastRaw = {
    auth0: { domain: "acme-dev.eu.auth0.com" },
    microsoft: { tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90" },
    connections: { microsoft: windowslive },
    clients: { portal: { kind: "web", name: "Portal", callbacks: ["https://portal.example/callback"] } },
};

/** Settings as the program gets them; fails on settings that are wrong. */
export function settingsOf(raw: object): Settings {
    const { settings, problems } = readSettings(raw);
    if (settings === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
    return settings;
}
