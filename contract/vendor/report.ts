import { withSection } from "../page-section.ts";
import type { PublishedTally } from "./published.ts";
import type { RouteTally, Tally } from "./tally.ts";

/** Everything that one run of `npm run contract:vendor` found. */
export interface VendorReport {
    /** What was compared with: repositories and commits. */
    readonly versions: string;
    readonly recordings: Tally | undefined;
    readonly published: readonly PublishedTally[];
}

/** The counts of a run, which is all that is committed of it. */
export interface VendorCounts {
    /** Day of the run: `2026-11-26`. */
    readonly day: string;
    readonly versions: string;
    readonly counts: Readonly<Record<string, number>>;
}

/** What no row of the tables explains, a sentence each. */
export function failuresOf({ recordings, published }: VendorReport): string[] {
    return [...(recordings?.failures ?? []), ...published.flatMap(({ failures }) => failures)];
}

export function storedCounts(report: VendorReport, day: string): VendorCounts {
    return { day, versions: report.versions, counts: countsOf(report) };
}

/** The numbers of a run under the names that people read. */
export function countsOf({ recordings, published }: VendorReport): Record<string, number> {
    const total = sum(recordings?.routes ?? []);
    const replies = published.map(({ replies: of }) => of);
    return {
        cassettes: recordings?.cassettes ?? 0,
        "recorded interactions": recordings?.interactions ?? 0,
        "of routes that are served": total.interactions,
        equal: total.equal,
        "equal about things the recording brought along": total.onSeeded,
        "different on purpose": total.onPurpose,
        "different otherwise": total.differing,
        "not replayable": total.notReplayable,
        "published routes compared": published.reduce((count, { routes }) => count + routes, 0),
        "published routes equal": published.reduce((count, { equal }) => count + equal, 0),
        "published routes different on purpose": published.reduce((count, { onPurpose }) => count + onPurpose, 0),
        "replies checked against published schemas": replies.reduce((count, { checked }) => count + checked, 0),
        "replies valid": replies.reduce((count, { valid }) => count + valid, 0),
        "replies invalid as real Auth0's recorded one": replies.reduce(
            (count, { asRecorded }) => count + asRecorded,
            0,
        ),
    };
}

/** The report as a person reads it in a terminal. */
export function inText(report: VendorReport): string {
    const { recordings, published } = report;
    const failures = failuresOf(report);
    return [
        ...(recordings === undefined ? [] : recordingLines(recordings)),
        ...published.flatMap(publishedLines),
        "",
        ...(failures.length === 0
            ? ["Nothing differs that is not in contract/vendor-differences.ts."]
            : [
                  `${failures.length} differences that contract/vendor-differences.ts does not explain:`,
                  ...failures.map((one) => `  ${one}`),
              ]),
    ].join("\n");
}

/** A page with its section `contract:vendor` renewed. */
export function fidelityPage(page: string, report: VendorReport, day: string): string {
    return withSection(page, "contract:vendor", sectionOf(report, day));
}

function sectionOf(report: VendorReport, day: string): string {
    const { recordings, published, versions } = report;
    const counts = Object.entries(countsOf(report)).map(([name, count]) => `| ${name} | ${count} |`);
    const routes = (recordings?.routes ?? []).map(
        (one) =>
            `| \`${one.route}\` | ${one.interactions} | ${one.equal} | ${one.onPurpose} | ${one.differing} | ${one.notReplayable} |`,
    );
    const reasons = Object.entries({
        ...recordings?.meant,
        ...Object.assign({}, ...published.map(({ meant }) => meant)),
    });
    return [
        "## Held to real Auth0",
        "",
        `\`npm run contract:vendor\` on ${day}, against ${versions}. Each recorded request of a route that is served goes to a fresh`,
        "tenant of the sandbox; status, content type, keys both ways, JSON types, values and error texts are compared. Each route is compared",
        "with Auth0's OpenAPI documents: scopes, query parameters, bodies; each reply is checked against their schemas.",
        "",
        "| What | Count |",
        "| --- | ---: |",
        ...counts,
        "",
        "| Recorded route | Interactions | Equal | Different on purpose | Different otherwise | Not replayable |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        ...routes,
        "",
        "| Not replayable, since | Interactions |",
        "| --- | ---: |",
        ...Object.entries(recordings?.notReplayable ?? {}).map(([reason, count]) => `| ${reason} | ${count} |`),
        "",
        "| Different on purpose, since | Differences |",
        "| --- | ---: |",
        ...reasons.map(([reason, count]) => `| ${reason} | ${count} |`),
    ].join("\n");
}

function recordingLines(tally: Tally): string[] {
    const { cassettes, interactions, routes, notServed, notReplayable, meant } = tally;
    const total = sum(routes);
    return [
        `${cassettes} cassettes, ${interactions} interactions, ${total.interactions} of routes that are served (${notServed.interactions} of ${notServed.routes} others are not).`,
        "interactions  equal  on purpose  differing  not replayable",
        ...[...routes, { ...total, route: "all" }].map(
            (one) =>
                `${pad(one.interactions, 12)}${pad(one.equal, 7)}${pad(one.onPurpose, 12)}${pad(one.differing, 11)}${pad(one.notReplayable, 16)}  ${one.route}`,
        ),
        "",
        `${total.onSeeded} of the equal ones are about things that the recording brought along.`,
        ...counted("Not replayable:", notReplayable),
        ...counted("Different on purpose:", meant),
    ];
}

function publishedLines({ document, routes, equal, onPurpose, replies, meant }: PublishedTally): string[] {
    const checked =
        replies.checked === 0
            ? ""
            : ` ${replies.valid} of ${replies.checked} replies are valid, ${replies.asRecorded} as invalid as the recorded ones.`;
    return [
        "",
        `OpenAPI, ${document}: ${routes} routes, ${equal} equal, ${onPurpose} different on purpose.${checked}`,
        ...counted("Different on purpose:", meant),
    ];
}

function counted(title: string, counts: Readonly<Record<string, number>>): string[] {
    const lines = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
    return lines.length === 0 ? [] : [title, ...lines.map(([reason, count]) => `${pad(count, 6)}  ${reason}`)];
}

function sum(routes: readonly RouteTally[]): Omit<RouteTally, "route"> {
    const none = { interactions: 0, equal: 0, onSeeded: 0, onPurpose: 0, differing: 0, notReplayable: 0 };
    return routes.reduce(
        (total, one) => ({
            interactions: total.interactions + one.interactions,
            equal: total.equal + one.equal,
            onSeeded: total.onSeeded + one.onSeeded,
            onPurpose: total.onPurpose + one.onPurpose,
            differing: total.differing + one.differing,
            notReplayable: total.notReplayable + one.notReplayable,
        }),
        none,
    );
}

function pad(value: number, width: number): string {
    return String(value).padStart(width);
}
