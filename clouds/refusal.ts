/** A refusal that an app or a person gets from one of the two services. Its text is the service's own, and holds no token. */
export class Refusal extends Error {
    /** Host that refused, or `callback` where the refusal came back to the app. */
    readonly by: string;
    readonly status: number;

    /** The error code: OAuth's, Microsoft's `AADSTS…`, Graph's, or My Account's type. */
    readonly code: string;

    constructor(by: string, status: number, code: string, text: string) {
        super(text);
        this.name = "Refusal";
        this.by = by;
        this.status = status;
        this.code = code;
    }

    /** Microsoft's number in the text, where there is one: `AADSTS7000222`. */
    get microsoftNumber(): string | undefined {
        return /AADSTS\d+/.exec(`${this.code} ${this.message}`)?.[0];
    }

    /** Status, code and Microsoft's number, for a table. */
    get evidence(): string {
        const number = this.microsoftNumber;
        const codes = number === undefined || this.code === number ? this.code : `${this.code}, ${number}`;
        return this.by === "callback" ? codes : `${this.status} ${codes}`;
    }
}
