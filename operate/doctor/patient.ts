import type { Settings } from "../../stacks/settings/settings.ts";
import type { DirectoryView } from "./directory-view.ts";
import type { TenantView } from "./tenant-view.ts";

/** What checks ask of the tenant, and of the directory. */
export type Tenant = Pick<TenantView, keyof TenantView>;
export type Directory = Pick<DirectoryView, keyof DirectoryView>;

/** A stack with all that its checks look at. */
export interface Patient {
    readonly stack: string;
    readonly settings: Settings;
    readonly now: Date;
    readonly tools: Tools;

    /** The stack's state, or why it cannot be read. */
    readonly state: State | Unreadable;

    /** The tenant, or why nobody can look at it. */
    readonly tenant: Tenant | Unreadable;

    /** The directory, or why nobody can look at it. */
    readonly directory: Directory | Unreadable;

    /** How far the services' clocks are ahead of this machine's, in milliseconds. */
    readonly clocks: () => Promise<readonly { readonly name: string; readonly aheadMs: number }[]>;
}

/** Why something cannot be looked at, and what would help. */
export interface Unreadable {
    readonly problem: string;
    readonly mend: string;
}

export interface Tools {
    /** Version of the Node that runs this. */
    readonly node: string;
    readonly neededNode: number;

    /** Version of the engine, and the one that the project is written for. */
    readonly engine: string;
    readonly neededEngine: string;

    /** Provider plugins by name and version, as the project's packages ask for them. */
    readonly plugins: readonly { readonly name: string; readonly version: string; readonly isInstalled: boolean }[];

    /** Stand-ins take the plugins' place in the sandbox. */
    readonly standIns: boolean;
}

/** The state as `pulumi stack export` gives it, without what is in the resources. */
export interface State {
    /** Address of the back end. */
    readonly backend: string;

    /** `passphrase`, `service`, `cloud` … ; undefined before the first update. */
    readonly secretsProvider: string | undefined;

    /** What an update that was interrupted has left open. */
    readonly pendingOperations: readonly string[];
    readonly resources: readonly { readonly type: string; readonly urn: string; readonly id: string | undefined }[];
}

export function isUnreadable(part: object): part is Unreadable {
    return "problem" in part;
}
