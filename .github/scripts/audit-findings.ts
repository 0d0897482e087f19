import { z } from "zod";

/** Known weaknesses of the dependencies, as `npm audit --json` tells them (auditReportVersion 2). */
export const auditSchema = z.object({
    auditReportVersion: z.literal(2),
    vulnerabilities: z.record(
        z.string(),
        z.object({
            via: z.array(
                z.union([
                    z.string(),
                    z.object({ url: z.string(), title: z.string(), severity: z.string(), range: z.string() }),
                ]),
            ),
        }),
    ),
});
export type Audit = z.infer<typeof auditSchema>;

/** A weakness that does not concern this project, why, and until when that holds. */
export const exceptionsSchema = z.array(
    z.strictObject({
        /** `GHSA-…`, the end of its address. */
        advisory: z.string().regex(/^GHSA(-[a-z0-9]{4}){3}$/),
        why: z.string().min(40),
        until: z.iso.date(),
    }),
);
export type AuditException = z.infer<typeof exceptionsSchema>[number];

/** What is neither mended nor argued, a line each; and every exception that is over or for nothing. */
export function auditFindings(
    { vulnerabilities }: Audit,
    exceptions: readonly AuditException[],
    today: string,
): string[] {
    const known = new Map(
        Object.entries(vulnerabilities).flatMap(([name, { via }]) =>
            via.flatMap((one) => (typeof one === "string" ? [] : [[one.url, { ...one, name }] as const])),
        ),
    );
    const isOf = ({ advisory }: AuditException, url: string) => url.endsWith(`/${advisory}`);
    const open = [...known].filter(
        ([url]) => !exceptions.some((exception) => isOf(exception, url) && exception.until >= today),
    );
    const idle = exceptions.filter((exception) => ![...known.keys()].some((url) => isOf(exception, url)));
    return [
        ...open.map(([url, { name, range, severity, title }]) => `${severity}: ${name} ${range}: ${title} (${url})`),
        ...idle.map(({ advisory }) => `.github/audit-exceptions.json: ${advisory} is of no dependency any more`),
    ];
}
