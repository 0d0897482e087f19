/** Something that exists in a sandbox's cloud, as the summary names it. */
export interface InventoryItem {
    /** The vendor's word: `connection`, `app registration`. */
    readonly kind: string;
    readonly name: string;
    readonly id: string;

    /** What a reader wants to know of it: `windowslive, Token Vault on`. */
    readonly detail?: string;

    /** There before any stack was deployed, or made by the vendor itself. @default false */
    readonly system?: boolean;
}
