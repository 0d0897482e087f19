/** Where a sandbox to be attacked listens, and what opens it. */
export interface VictimAddress {
    readonly caPem: string;
    readonly auth0: { readonly host: string; readonly port: number; readonly token: string };
    readonly microsoft: {
        readonly host: string;
        readonly loginHost: string;
        readonly port: number;

        /** Tokens for Microsoft Graph by the name of the person that each is for. */
        readonly tokens: Readonly<Record<string, string>>;
    };
    readonly proxyPort: number;

    /** The page and the control routes. */
    readonly desk: { readonly port: number; readonly token: string };

    /** What no answer may hold. */
    readonly secrets: readonly string[];
}
