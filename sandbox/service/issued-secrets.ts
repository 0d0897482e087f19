/** What was given out and must be seen nowhere else: all client secrets, and of the many codes and tokens the latest. */
export class IssuedSecrets {
    private readonly secrets: string[] = [];
    private readonly tokens: string[] = [];

    get all(): readonly string[] {
        return [...this.tokens, ...this.secrets];
    }

    secret(value: string): void {
        this.secrets.push(value);
    }

    /** @returns the same value */
    token(value: string): string {
        if (this.tokens.length >= limit) this.tokens.splice(0, limit / 2);
        this.tokens.push(value);
        return value;
    }
}

const limit = 4000;
