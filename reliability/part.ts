/** One question that `npm run reliability` answers with numbers. */
export interface Part {
    /** Key in `reliability/results.json`, and what `--only` takes: `kills`. */
    readonly name: string;

    /** What it tries, one sentence. */
    readonly title: string;

    /**
     * Tries it, and never throws for what it finds: that is in the figures.
     *
     * @param run.size `quick` ends within 20 seconds on two cores, `full` tries everything
     */
    readonly figures: (run: PartRun) => Promise<Figures>;
}

export interface PartRun {
    readonly size: "quick" | "full";

    /** The `pulumi` command, by its path. */
    readonly engine: string;

    /** The person's environment, of which an allow list gets into sandboxes. */
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** The person's Pulumi home, where real plugins are; only read. */
    readonly pulumiHome: string;

    /** Folder for what it writes on the way and can resume from; kept between runs. */
    readonly folder: string;

    /** Whether what an earlier run found with other code counts; otherwise it is tried again. */
    readonly withOtherCode: boolean;

    /** One line on how far it is. */
    readonly say: (line: string) => void;
}

/** What came of it. */
export interface Figures {
    /** Numbers under the names that people read: `tried`, `recovered`. */
    readonly counts: Readonly<Record<string, number>>;

    /** What did not end as it has to, a sentence each with how to see it again. None is the target. */
    readonly failures: readonly string[];
}
