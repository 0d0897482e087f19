import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Azure } from "../azure.ts";
import { azureCaller } from "../azure-token.ts";
import { armErrors } from "../errors.ts";
import { mayAct } from "../roles.ts";
import { resourceManagerNames } from "../seed-azure-principals.ts";
import { apiVersions, armRoute } from "./arm-routes.ts";

/** What Azure Resource Manager answers: to a known caller, on a known route, with a role that allows it. */
export async function armReply(azure: Azure, c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
    const { pathname, searchParams } = new URL(c.req.url);
    const caller = await azureCaller(azure, c.req.header("authorization"), resourceManagerNames, armErrors);
    const route = armRoute(c.req.method, pathname);
    if (route === undefined) throw armErrors.notServed(`${c.req.method} ${pathname}`);
    const apiVersion = searchParams.get("api-version");
    if (apiVersion === null) throw armErrors.missingApiVersion();
    const supported: readonly string[] = apiVersions[route.provider];
    if (!supported.includes(apiVersion)) throw armErrors.unknownApiVersion(route.provider, apiVersion, supported);

    const { handler, action, parts, scope } = route;
    const [, , subscription = ""] = scope.split("/");
    if (subscription.toLowerCase() !== azure.subscriptionId) throw armErrors.subscriptionNotFound(subscription);
    if (!mayAct(azure, caller, action, scope)) {
        throw armErrors.unauthorized(caller.clientId, caller.objectId, action, scope);
    }
    const reply = await handler({
        azure,
        caller,
        apiVersion,
        part: (name) => parts[name] ?? "",
        text: () => c.req.text(),
    });
    return "body" in reply ? c.json(reply.body, reply.status, reply.headers ?? {}) : c.body(null, reply.status);
}
