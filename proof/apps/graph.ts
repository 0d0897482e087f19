import { Client } from "@microsoft/microsoft-graph-client";
import { refusing } from "../../clouds/sdk-refusal.ts";

const host = "graph.microsoft.com";

/** A call of Microsoft Graph that shows a scope at work. */
export interface GraphCall {
    /** Any one of these scopes opens it. */
    readonly scopes: readonly string[];
    readonly path: string;

    /** What it gives, in a word. */
    readonly gives: string;
}

/** Calls that the judge can make, one a kind of data (Microsoft Graph's permissions reference). */
export const graphCalls: readonly GraphCall[] = [
    { scopes: ["User.Read", "User.ReadWrite"], path: "/me", gives: "profile" },
    {
        scopes: ["Calendars.Read", "Calendars.ReadBasic", "Calendars.ReadWrite"],
        path: "/me/calendar/events",
        gives: "calendar events",
    },
    { scopes: ["Mail.Read", "Mail.ReadBasic", "Mail.ReadWrite"], path: "/me/messages", gives: "messages" },
    {
        scopes: ["Files.Read", "Files.ReadWrite", "Files.Read.All", "Files.ReadWrite.All"],
        path: "/me/drive/root/children",
        gives: "files",
    },
];

/** Calls Microsoft Graph with Microsoft's own client. */
export async function callGraph(token: string, path: string): Promise<Readonly<Record<string, unknown>>> {
    const client = Client.init({ authProvider: (done) => done(null, token) });
    return refusing(host, client.api(path).get());
}

/** Who a Microsoft token is for, as Microsoft Graph says. */
export async function usernameOf(token: string): Promise<string> {
    const { userPrincipalName } = await callGraph(token, "/me");
    return String(userPrincipalName);
}
