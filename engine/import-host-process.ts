import * as grpc from "@grpc/grpc-js";
import languageServices from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";

/**
 * The little of a language host that `pulumi import --generate-code=false` uses: who it is, and that a project needs no packages beside
 * those of the import file. Whatever else it were asked, it refuses.
 */
type Answer = grpc.handleUnaryCall<unknown, unknown>;
const { LanguageRuntimeService: service } = languageServices as unknown as {
    LanguageRuntimeService: grpc.ServiceDefinition;
};

const answers: Readonly<Record<string, () => unknown>> = {
    handshake: () => new language.LanguageHandshakeResponse(),
    getPluginInfo: () => new plugin.PluginInfo(),
    getRequiredPackages: () => new language.GetRequiredPackagesResponse(),
    getRequiredPlugins: () => new language.GetRequiredPluginsResponse(),
};

const server = new grpc.Server();
server.addService(
    service,
    Object.fromEntries(Object.keys(service).map((method) => [method, answering(method, answers[method])])),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
});

function answering(method: string, answer: (() => unknown) | undefined): Answer {
    return (_call, reply) => {
        if (answer === undefined)
            reply({ code: grpc.status.UNIMPLEMENTED, message: `${method}: this host only helps to import` });
        else reply(null, answer());
    };
}
