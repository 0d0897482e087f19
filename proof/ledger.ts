import { Refusal } from "../clouds/refusal.ts";

/** What became of one claim. */
export interface ProofRow {
    /** What it is about: `portal on acme-entra`. */
    readonly group: string;

    /** One sentence that a reviewer understands. */
    readonly claim: string;
    readonly outcome: "held" | "broken" | "untried";

    /** Status, error code, scopes; why it could not be tried. Never a token. */
    readonly evidence: string;
    readonly milliseconds: number;

    /** The error code of what went wrong, where a service gave one. */
    readonly code?: string;
}

/** What a service has to answer when it refuses. */
export interface ExpectedRefusal {
    /** Any of these statuses. @default any */
    readonly status?: readonly number[];

    /** Any of these error codes, or Microsoft's numbers. */
    readonly codes: readonly string[];
}

/** Where the judge writes down what it tried, in order. */
export class Ledger {
    readonly rows: ProofRow[] = [];
    private readonly onRow: (row: ProofRow) => void;

    constructor(onRow: (row: ProofRow) => void = () => {}) {
        this.onRow = onRow;
    }

    /** A group's own part; several groups may be written side by side. */
    group(name: string): LedgerGroup {
        return new LedgerGroup(name, (row) => {
            this.rows.push(row);
            this.onRow(row);
        });
    }
}

export class LedgerGroup {
    private readonly name: string;
    private readonly write: (row: ProofRow) => void;

    constructor(name: string, write: (row: ProofRow) => void) {
        this.name = name;
        this.write = write;
    }

    /** Claims that something works. @returns what it gave; undefined where it did not work */
    async holds<T>(claim: string, work: () => Promise<readonly [value: T, evidence: string]>): Promise<T | undefined> {
        const start = performance.now();
        try {
            const [value, evidence] = await work();
            this.add(claim, "held", evidence, start);
            return value;
        } catch (error) {
            const text =
                error instanceof Refusal ? `${error.evidence}: ${shortened(error.message)}` : failureText(error);
            this.add(claim, "broken", text, start, codeOf(error));
            return undefined;
        }
    }

    /** Claims that something is refused, and with the right error. */
    async refuses(claim: string, expected: ExpectedRefusal, work: () => Promise<unknown>): Promise<boolean> {
        const start = performance.now();
        try {
            await work();
            this.add(claim, "broken", `it was let through; expected ${expectedText(expected)}`, start, "let-through");
            return false;
        } catch (error) {
            if (error instanceof Refusal && isExpected(error, expected)) {
                this.add(claim, "held", error.evidence, start);
                return true;
            }
            const text = error instanceof Refusal ? error.evidence : failureText(error);
            this.add(claim, "broken", `${text}; expected ${expectedText(expected)}`, start, codeOf(error));
            return false;
        }
    }

    /** What the judge itself has to do for a trial: written down only where it fails. */
    async succeeds<T>(claim: string, work: () => Promise<T>): Promise<T | undefined> {
        const start = performance.now();
        try {
            return await work();
        } catch (error) {
            const text =
                error instanceof Refusal ? `${error.evidence}: ${shortened(error.message)}` : failureText(error);
            this.add(claim, "broken", text, start, codeOf(error));
            return undefined;
        }
    }

    /** A claim that could not be tried, and why. */
    untried(claim: string, why: string): void {
        this.write({ group: this.name, claim, outcome: "untried", evidence: why, milliseconds: 0 });
    }

    private add(claim: string, outcome: ProofRow["outcome"], evidence: string, start: number, code?: string): void {
        const milliseconds = Math.round(performance.now() - start);
        this.write({
            group: this.name,
            claim,
            outcome,
            evidence,
            milliseconds,
            ...(code === undefined ? {} : { code }),
        });
    }
}

/** What did not go as claimed, seen by the judge itself and refused by nobody. */
export class Unexpected extends Error {
    constructor(message: string) {
        super(message);
        this.name = "Unexpected";
    }
}

function isExpected(refusal: Refusal, { status, codes }: ExpectedRefusal): boolean {
    const number = refusal.microsoftNumber;
    const hasCode = codes.includes(refusal.code) || (number !== undefined && codes.includes(number));
    return hasCode && (status === undefined || status.includes(refusal.status));
}

function expectedText({ status, codes }: ExpectedRefusal): string {
    return [...(status === undefined ? [] : [status.join(" or ")]), codes.join(" or ")].join(" ");
}

function codeOf(error: unknown): string | undefined {
    if (error instanceof Refusal) return error.microsoftNumber ?? error.code;
    return error instanceof Unexpected ? "unexpected" : undefined;
}

function failureText(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const { cause } = error;
    return shortened(cause instanceof Error ? `${error.message}: ${cause.message}` : error.message);
}

/** Services' texts may hold what a table has no room for. */
function shortened(text: string): string {
    const line = text.replaceAll(/\s+/g, " ").trim();
    return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}
