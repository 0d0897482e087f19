/** Why a proof on real tenants does not begin: something that the person who started it can change. */
export class CannotProve extends Error {
    constructor(message: string) {
        super(message);
        this.name = "CannotProve";
    }
}
