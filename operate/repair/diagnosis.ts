/** What a repair comes to; no secret is in here. */
export interface Diagnosis {
    /** What the program declares, exists, is this stack's and is not in the state: it is taken into the state. */
    readonly takes: readonly Take[];

    /** Creations that the state has as under way; what they made is taken, or was not made. */
    readonly forgets: readonly string[];

    /** URNs of what was being changed or deleted: the state gets what is true of it. */
    readonly settles: readonly string[];

    /** URNs of what the state has and exists no more: the state gets what is true of it. */
    readonly gone: readonly string[];

    /** Client secrets whose value nobody knows: they are removed. */
    readonly secrets: readonly LostSecret[];

    /** What this stack made twice, or made and no longer declares, and nothing uses: it is removed. */
    readonly removes: readonly Surplus[];

    /** What a person has to see to, a sentence each. */
    readonly left: readonly string[];
}

export interface Take {
    readonly type: string;

    /** The program's name of it. */
    readonly name: string;

    /** Id, as its type is imported by. */
    readonly id: string;

    /** What it is, for people. */
    readonly what: string;
}

export interface LostSecret {
    readonly objectId: string;
    readonly keyId: string;

    /** What it is, for people. */
    readonly what: string;
}

export interface Surplus {
    readonly kind: "application" | "client";

    /** Object id of an app registration, client id of a client. */
    readonly id: string;

    /** What it is, for people. */
    readonly what: string;
}

/** Whether there is nothing to do. */
export function isHealthy({ forgets, gone, removes, secrets, settles, takes }: Diagnosis): boolean {
    return [forgets, gone, removes, secrets, settles, takes].every(({ length }) => length === 0);
}
