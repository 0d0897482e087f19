/** A form of the stand-ins that recordings have in place of what differs from run to run. */
export interface StandInForm {
    /** What the stand-ins look like: the source of a regular expression. */
    readonly standIn: string;

    /** Whether a live value can be what one stands for. */
    readonly fits: (live: string, standIn: string) => boolean;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** All forms, the longer ones first; `StableValues` makes them. */
export const standInForms: readonly StandInForm[] = [
    {
        standIn: "eyJ[\\w-]+\\.[\\w-]+\\.InN0YW5kLWluIg",
        fits: (live) => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(live),
    },
    { standIn: "[0-9]{3,}recordedsecretx*", fits: (live, { length }) => live.length === length && !/\s/.test(live) },
    { standIn: "00000000-0000-4000-8000-[0-9a-f]{12}", fits: (live) => guid.test(live) },
    {
        standIn: "(?:con|cgr|cred|org|cd|cac)_0[0-9]{15,21}",
        fits: (live, standIn) =>
            /^[a-z]+_[A-Za-z0-9]{16,22}$/.test(live) &&
            live.length === standIn.length &&
            live.split("_")[0] === standIn.split("_")[0],
    },
    // A grant of one user, whose id is made of three others; recorded as it was.
    { standIn: "(?<![\\w-])[\\w-]{64}(?![\\w-])", fits: (live) => /^[\w-]{64}$/.test(live) },
    // Where a custom domain is to point to: as random as an id, and recorded as it was.
    { standIn: "cd-[a-z0-9]{16}\\.edge", fits: (live) => /^cd-[a-z0-9]{16}\.edge$/.test(live) },
    { standIn: "127\\.0\\.0\\.1:1(?![0-9])", fits: (live) => /^127\.0\.0\.1:[0-9]+$/.test(live) },
    {
        standIn: "recorded[0-9]{35}",
        // Shorter ids have it in recordings of 2026-11-26.
        fits: (live) => /^([\w-]{43}|[A-Za-z0-9]{32}|[0-9a-f]{24})$/.test(live),
    },
    { standIn: "Recorded[0-9]{24}", fits: (live) => /^[A-Za-z0-9]{32}$/.test(live) },
    { standIn: "(?<![\\w-])0{12}[0-9a-f]{12}(?![\\w-])", fits: (live) => /^[0-9a-f]{24}$/.test(live) },
];

/** Finds stand-ins in a text. */
export function standIns(): RegExp {
    return new RegExp(standInForms.map(({ standIn }) => `(?:${standIn})`).join("|"), "g");
}

/** The form that a stand-in has. */
export function formOf(standIn: string): StandInForm | undefined {
    return standInForms.find((form) => new RegExp(`^(?:${form.standIn})$`).test(standIn));
}
