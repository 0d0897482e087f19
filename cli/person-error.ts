/** A person's mistake, or trouble outside the program: its message is all that is shown, and it says what to do. */
export class PersonError extends Error {
    /** Exit code of the command. */
    readonly exitCode: number;

    constructor(message: string, exitCode = 1) {
        super(message);
        this.name = "PersonError";
        this.exitCode = exitCode;
    }
}
