import type { Azure } from "../azure.ts";
import { vaultErrors } from "../errors.ts";
import type { StoredSecret, StoredVault } from "../objects.ts";

/** A request to a key vault by a caller who may make it. */
export interface VaultRequest {
    readonly azure: Azure;
    readonly vault: StoredVault;
    readonly query: URLSearchParams;

    /** A part of the path. */
    part(name: string): string;
    text(): Promise<string>;
}

/** What a route answers. */
export type VaultReply = { readonly status: 200; readonly body: object } | { readonly status: 204 };

export type VaultHandler = (request: VaultRequest) => VaultReply | Promise<VaultReply>;

/** The secret of a request's path. */
export function secretOf(request: VaultRequest): StoredSecret {
    const name = request.part("secret");
    const secret = request.vault.secrets.get(name.toLowerCase());
    if (secret === undefined) throw vaultErrors.secretNotFound(name);
    return secret;
}
