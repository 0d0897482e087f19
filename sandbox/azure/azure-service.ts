import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { azureResourceManagerHost, microsoftLoginHost } from "../../catalogue/microsoft.ts";
import { metadataEndpoints } from "../microsoft/metadata.ts";
import { limitedBody } from "../service/limited-body.ts";
import { observed } from "../service/observed.ts";
import type { ServiceContext } from "../service/service-context.ts";
import type { Azure } from "./azure.ts";
import { AzureError, armErrors } from "./errors.ts";
import { armReply } from "./resource-manager/arm-reply.ts";
import { vaultReply } from "./vault/vault-reply.ts";

const maxBodySize = 1024 * 1024;

type AzureContext = Context<{ Bindings: HttpBindings }>;

/** Azure Resource Manager and the key vaults of one subscription, told apart by the host names they are asked for under. */
export function azureService(azure: Azure, context: ServiceContext): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(observed("azure", context));
    app.onError((error, c) => refusalReply(azure, error, c));
    app.use(limitedBody(maxBodySize, () => armErrors.invalidContent("the body is too large")));

    app.get("/metadata/endpoints", (c) => c.json(metadataEndpoints));
    app.all("*", (c) => {
        const host = hostOf(c);
        if (host === azureResourceManagerHost) return armReply(azure, c);
        const vault = azure.vaultAt(host);
        if (vault === undefined) throw armErrors.notServed(`The host ${host}`);
        return vaultReply(azure, vault, c);
    });
    return app;
}

/** The one place that turns an error into a reply. */
function refusalReply({ directory }: Azure, error: unknown, c: AzureContext): Response {
    const known = error instanceof AzureError ? error : new AzureError(500, "InternalServerError", String(error));
    const { code, inner, message, status } = known;
    if (status === 401) c.header("www-authenticate", challenge(directory.tenantId, hostOf(c)));
    return c.json(
        { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } },
        status,
    );
}

/** Where to get a token, and for what: Key Vault's clients learn it from here. */
function challenge(tenantId: string, host: string): string {
    return host === azureResourceManagerHost
        ? `Bearer authorization_uri="https://login.windows.net/${tenantId}", error="invalid_token", error_description="The access token is missing or invalid."`
        : `Bearer authorization="https://${microsoftLoginHost}/${tenantId}", resource="https://vault.azure.net"`;
}

function hostOf(c: AzureContext): string {
    return new URL(c.req.url).hostname.toLowerCase();
}
