import { all, type GoldenChange, replaced } from "./change.ts";

/** Changes of the prod stack as it is deployed: two `waad` connections, three clients, protected. */
export const changesOfProd: readonly GoldenChange[] = [
    {
        name: "secret-rotated",
        edit: all(
            replaced("active: b", "active: a"),
            replaced('issued: "2026-08-03"', 'issued: "2026-12-10"'),
            replaced('ends: "2027-01-30"', 'ends: "2027-06-07"'),
        ),
    },
    {
        name: "admin-only-scope-added",
        edit: replaced("Files.Read, Mail.Send]", "Files.Read, Mail.Send, Directory.Read.All]"),
    },
    { name: "client-unlinked", edit: replaced("connections: [acme, customers]", "connections: [customers]") },
    { name: "protected-client-removed", edit: replaced(/ {4}# Its API exchanges[\s\S]*?(?= {4}# Declared by)/, "") },
    { name: "protected-connection-renamed", edit: replaced("name: acme-entra", "name: acme-staff") },
    {
        name: "people-assigned",
        edit: replaced(
            "directory: acme.example",
            "directory: acme.example\n      assignedTo: [4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6]",
        ),
    },
    { name: "consent-left-to-people", edit: replaced("adminConsent: true", "adminConsent: false") },
    {
        name: "stack-file-of-a-stranger",
        edit: replaced("displayName: Work account", "displayName: 'Work & <b>play</b>'"),
    },
    { name: "protected-stack-destroyed", operation: "destroy" },
];
