import { flushCompileCache } from "node:module";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { Patience } from "./patience.ts";
import { ProviderService } from "./provider-service.ts";
import type { Provider } from "./resource-type.ts";

/** Serves a provider to the engine that started this process: on a free port of loopback, which is printed first. */
export async function serveProvider<Api>(
    provider: Provider<Api>,
    environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
    endWithoutParent(process.ppid);
    const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    const service = new ProviderService(provider, environment, new Patience());
    server.addService(services.ResourceProviderService, service.methods());
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error === null ? resolve(bound) : reject(error),
        );
    });
    process.stdout.write(`${port}\n`);
    // The engine ends its plugins by a signal, before Node would write the cache itself; without a cache this does nothing.
    flushCompileCache();
}

/** An engine that is killed cannot end its plugins: they end when it is no longer their parent. */
function endWithoutParent(parent: number): void {
    setInterval(() => {
        if (process.ppid !== parent) process.exit();
    }, 1000);
}
