import type { Report } from "../report.ts";
import { worstStacksFirst } from "../words/headline.ts";
import { fitted } from "./fitted.ts";
import { overview } from "./report-sections.ts";
import { written } from "./section.ts";
import { shortened } from "./shortened.ts";
import { stackSections } from "./stack-sections.ts";

/** First line of every report: a pull request's comment that starts with it is ours, to be edited in place. */
export const reportMarker = "<!-- microsoft-connection: review -->";

/** A report as a page of GitHub's Markdown: all of it, the worst first. */
export function markdown(report: Report): string {
    const stacks = worstStacksFirst(report.stacks).flatMap((stack) => stackSections(stack, report.world));
    const sections = [...overview(report), ...stacks].map((section) => written(section));
    return `${[reportMarker, ...sections].join("\n\n")}\n`;
}

export interface CommentOptions {
    /** Most characters of the comment, at least 2,000; GitHub's own limit is 65,536. @default 60_000 */
    readonly limit?: number;

    /** Address of the full report, linked where something had to be left out. @default it says where to find it in words */
    readonly fullReportAt?: string;
}

/**
 * A report as a comment that is never longer than the limit. First screens come first: what they hold is there for all
 * stacks before any detail is; long values are shortened. What there is no room for is counted, and never cut.
 *
 * @throws RangeError where the limit is below 2,000 characters
 */
export function comment(report: Report, { limit = 60_000, fullReportAt }: CommentOptions = {}): string {
    if (limit < 2000) throw new RangeError(`a comment has room for at least 2,000 characters, got a limit of ${limit}`);
    const brief = shortened(report);
    const stacks = worstStacksFirst(brief.stacks).map((stack) => stackSections(stack, brief.world));
    const pointer = fullReport(fullReportAt);
    const sections = fitted(overview(brief), stacks, limit - reportMarker.length - pointer.length - 5);
    return `${[reportMarker, ...sections, pointer].join("\n\n")}\n`;
}

/** Longer addresses are not linked: they would take the room of the report. */
const longestAddress = 1000;

function fullReport(address: string | undefined): string {
    const url = address === undefined || !URL.canParse(address) ? undefined : new URL(address);
    const isLink = url !== undefined && /^https?:$/.test(url.protocol) && url.href.length <= longestAddress;
    return isLink
        ? `[Full report](<${url.href}>)`
        : "Full report: an artefact of the run that wrote this, and `npm run review`.";
}
