import type { DateTimeTimeZone, Event } from "@microsoft/microsoft-graph-types";
import type { Account } from "../account.ts";
import type { GraphReply } from "../graph-request.ts";
import { listReply } from "../odata.ts";
import { utcOf } from "../utc.ts";
import { atHour, madeUpChoice, madeUpId } from "./made-up.ts";
import type { MeRequest } from "./me-reply.ts";

/** GET /me/events and /me/calendar/events. Who may read basic details only does not see what an event says. */
export function listEvents(request: MeRequest): GraphReply {
    const { account, now, scopes } = request;
    const seesBodies = scopes.has("Calendars.Read") || scopes.has("Calendars.ReadWrite");
    const events = [0, 1, 2].map((index) => eventOf(account, now, index));
    const shown = seesBodies ? events : events.map(({ body, bodyPreview, ...event }) => event);
    return listReply(request, "events", shown, [], `users('${account.id}')/events`);
}

const meetings = [
    { subject: "Weekly planning", place: "Room 4.12", hour: 9, minutes: 60 },
    { subject: "Design review", place: "Studio", hour: 14, minutes: 45 },
    { subject: "Coffee with the new colleagues", place: "Kitchen", hour: 10, minutes: 30 },
    { subject: "Budget for next year", place: "Room 2.01", hour: 11, minutes: 90 },
    { subject: "Release rehearsal", place: "Online", hour: 16, minutes: 30 },
] as const;

function eventOf(account: Account, now: Date, index: number): Event {
    const { hour, minutes, place, subject } = madeUpChoice(account, meetings, index);
    const start = atHour(now, index + 1, hour);
    const text = `${subject}, ${place}.`;
    return {
        id: madeUpId(account, "event", index),
        createdDateTime: utcOf(atHour(now, -index - 1, 8)),
        lastModifiedDateTime: utcOf(atHour(now, -index - 1, 8, 5)),
        subject,
        bodyPreview: text,
        body: { contentType: "text", content: text },
        start: dateTimeOf(start),
        end: dateTimeOf(new Date(start.getTime() + minutes * 60 * 1000)),
        location: { displayName: place },
        isAllDay: false,
        isCancelled: false,
        showAs: "busy",
        attendees: [],
        organizer: { emailAddress: { name: account.displayName, address: account.username } },
    };
}

function dateTimeOf(time: Date): DateTimeTimeZone {
    return { dateTime: `${time.toISOString().slice(0, 19)}.0000000`, timeZone: "UTC" };
}
