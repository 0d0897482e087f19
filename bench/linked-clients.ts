/** Stack file for one `windowslive` connection with a number of linked web clients; keys and names are `app-1` … */
export function linkedClientsStack(clients: number): string {
    const names = Array.from({ length: clients }, (_, index) => `app-${index + 1}`);
    return [
        "config:",
        "  microsoft-connection:auth0:",
        "    domain: bench.eu.auth0.com",
        "  microsoft-connection:microsoft:",
        "    tenantId: 5d8e3b1c-2f4a-4c6e-9b7d-0a1f2c3d4e5f",
        "  microsoft-connection:connections:",
        "    microsoft:",
        "      strategy: windowslive",
        "      scopes: [openid, profile, offline_access, User.Read, Calendars.Read]",
        "      clientSecret:",
        "        active: a",
        "        slots:",
        '          a: { issued: "2099-01-01", ends: "2099-06-01" }',
        "  microsoft-connection:clients:",
        ...names.flatMap((name) => [
            `    ${name}:`,
            "      kind: web",
            `      name: ${name}`,
            `      callbacks: [https://${name}.acme.example/callback]`,
        ]),
        "",
    ].join("\n");
}
