import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Azure } from "../azure.ts";
import type { AzureCaller } from "../azure-token.ts";

/** A request to Azure Resource Manager by a caller who may make it. */
export interface ArmRequest {
    readonly azure: Azure;
    readonly caller: AzureCaller;
    readonly apiVersion: string;

    /** A part of the path. */
    part(name: string): string;
    text(): Promise<string>;
}

/** What a route answers. */
export type ArmReply =
    | { readonly status: ContentfulStatusCode; readonly body: object; readonly headers?: Record<string, string> }
    | { readonly status: 204 };

export type ArmHandler = (request: ArmRequest) => ArmReply | Promise<ArmReply>;
