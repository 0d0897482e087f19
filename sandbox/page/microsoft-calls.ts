import { z } from "zod";
import { tokenVaultGrantType } from "../../catalogue/auth0.ts";
import { microsoftGraphHost } from "../../catalogue/microsoft.ts";
import type { World } from "../world.ts";
import { ofApp, talk, tokenRequest } from "./app-player.ts";
import type { CalendarEvent, Walk } from "./walk.ts";

const exchangeAnswer = z.object({ access_token: z.string(), scope: z.string().default("") });

const time = z.object({ dateTime: z.string() });
const eventList = z.object({
    value: z.array(
        z.object({
            subject: z.string().nullish(),
            start: time,
            end: time,
            location: z.object({ displayName: z.string().nullish() }).nullish(),
        }),
    ),
});

/** The vault exchanges: a web app's refresh token, or the access token that a single-page app calls its API with. */
export async function exchange(world: World, walk: Walk): Promise<void> {
    const isSpa = walk.client.kind === "spa";
    const answer = exchangeAnswer.parse(
        await talk(world, walk, {
            stage: "exchange",
            from: isSpa ? "api" : "app",
            sentence: ofApp(
                walk,
                "The app exchanges its own refresh token for a Microsoft access token out of the vault.",
                "The app’s API exchanges the access token it was called with, as a client of its own with a secret of its own.",
            ),
            request: tokenRequest(walk, {
                grant_type: tokenVaultGrantType,
                ...(isSpa ? { client_id: walk.client.apiClientId ?? "" } : {}),
                client_secret: walk.clientSecret ?? "",
                subject_token: (isSpa ? walk.tokens?.accessToken : walk.tokens?.refreshToken) ?? "",
                subject_token_type: `urn:ietf:params:oauth:token-type:${isSpa ? "access_token" : "refresh_token"}`,
                requested_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
                connection: walk.connection.name,
            }),
        }),
    );
    walk.microsoftToken = { value: answer.access_token, scopes: answer.scope.split(/[ ,]+/).filter(Boolean) };
}

/** The calendar of the person, by the Microsoft token. */
export async function readCalendar(world: World, walk: Walk): Promise<void> {
    await graph(
        world,
        walk,
        "/me",
        "Whose token is it? Graph says, and it takes no other answer than the token’s own.",
    );
    const list = eventList.parse(
        await graph(
            world,
            walk,
            "/me/calendar/events",
            "The app reads the calendar: the scope in the token allows it.",
        ),
    );
    walk.events = list.value.map(
        ({ subject, start, end, location }): CalendarEvent => ({
            subject: subject ?? "(no subject)",
            start: start.dateTime,
            end: end.dateTime,
            place: location?.displayName ?? undefined,
        }),
    );
}

/** A call that the token's scopes do not allow. */
export async function readMail(world: World, walk: Walk): Promise<void> {
    await graph(world, walk, "/me/messages", "The app tries to read mail with the same token.");
}

function graph(world: World, walk: Walk, path: string, sentence: string): Promise<unknown> {
    return talk(world, walk, {
        stage: "graph",
        from: walk.client.kind === "spa" ? "api" : "app",
        sentence,
        request: new Request(`https://${microsoftGraphHost}/v1.0${path}`, {
            headers: { host: microsoftGraphHost, authorization: `Bearer ${walk.microsoftToken?.value ?? ""}` },
        }),
    });
}
