/** A change of a stack whose report is kept beside, under its name. */
export interface GoldenChange {
    readonly name: string;

    /** Changes the stack file that is deployed. @default nothing */
    readonly edit?: (stackFile: string) => string;

    /** Reviews taking the stack away. @default the change of its program */
    readonly operation?: "update" | "destroy";
}

/** A replacement that has to take place: a text that is not there would make a report of no change. */
export function replaced(before: string | RegExp, after: string): (stackFile: string) => string {
    return (stackFile) => {
        const edited = stackFile.replace(before, after);
        if (edited === stackFile) throw new Error(`the stack file has no ${before}`);
        return edited;
    };
}

/** Edits one after the other. */
export function all(...edits: readonly ((stackFile: string) => string)[]): (stackFile: string) => string {
    return (stackFile) => edits.reduce((text, edit) => edit(text), stackFile);
}
