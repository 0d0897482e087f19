import { azureResourceManagerHost, microsoftGraphHost, microsoftLoginHost } from "../catalogue/microsoft.ts";
import { auth0Service } from "./auth0/auth0-service.ts";
import { Tenant, type TenantSeed } from "./auth0/tenant.ts";
import { Azure, type AzureSeed } from "./azure/azure.ts";
import { azureService } from "./azure/azure-service.ts";
import { Directory, type DirectorySeed } from "./microsoft/directory.ts";
import { microsoftService } from "./microsoft/microsoft-service.ts";
import { CertificateAuthority } from "./service/certificate-authority.ts";
import { Clock } from "./service/clock.ts";
import { ConnectProxy } from "./service/connect-proxy.ts";
import { Faults } from "./service/faults.ts";
import { nobodyAnswers, type Outbound } from "./service/outbound.ts";
import { RequestLog } from "./service/request-log.ts";
import type { ServiceContext } from "./service/service-context.ts";
import { TlsService } from "./service/tls-service.ts";

export interface WorldOptions {
    /** What the Auth0 tenant holds before any stack. */
    readonly tenant: TenantSeed;

    /** What the Microsoft directory holds before any stack. */
    readonly directory: DirectorySeed;

    /** What an Azure subscription of the directory holds before any stack. @default there is no subscription */
    readonly azure?: AzureSeed;

    /** Port of the proxy on loopback. @default a free one */
    readonly port?: number;

    /** The services' clock. @default real time */
    readonly clock?: Clock;

    /** Gets every exchange of every service whole: for recordings only. @default nobody */
    readonly onExchange?: ServiceContext["onExchange"];
}

/** One sandbox: a local Auth0 and a local Microsoft, empty at the start, reached under their real names through one proxy. */
export interface World {
    readonly tenant: Tenant;
    readonly directory: Directory;

    /** Absent where the directory has no subscription. */
    readonly azure?: Azure;
    readonly clock: Clock;
    readonly faults: Faults;
    readonly requests: RequestLog;

    /** Where `HTTPS_PROXY` points. */
    readonly proxyUrl: string;

    /** The certificate to trust, and the only one. */
    readonly caPem: string;

    /** Host names that lead to a service. */
    readonly hostNames: readonly string[];

    /** `host:port` of every name that was asked for and refused. */
    readonly refused: readonly string[];

    /** The services, which can go away and come back with their memory kept. */
    readonly services: { readonly auth0: TlsService; readonly microsoft: TlsService; readonly azure?: TlsService };

    close(): Promise<void>;
}

/** Starts the services on free ports of loopback. A proxy port that is taken fails with `EADDRINUSE`. */
export async function startWorld(options: WorldOptions): Promise<World> {
    const { onExchange } = options;
    const context = {
        clock: options.clock ?? new Clock(),
        faults: new Faults(),
        requests: new RequestLog(),
        ...(onExchange === undefined ? {} : { onExchange }),
    };
    const tenant = new Tenant(options.tenant, context.clock);
    const directory = new Directory(options.directory, context.clock);

    const authority = await CertificateAuthority.create();
    const microsoft = new TlsService(microsoftService(directory, context), authority);
    const outbound: Outbound = (request) =>
        microsoftHostNames.includes(new URL(request.url).host) ? microsoft.request(request) : nobodyAnswers(request);
    const auth0 = new TlsService(auth0Service(tenant, context, outbound), authority);
    const azure = azureOf(options, directory, context, authority);
    const [auth0Port, microsoftPort, azurePort] = await Promise.all([
        auth0.start(),
        microsoft.start(),
        azure?.service.start(),
    ]);

    const ports = new Map<string, number>([
        ...auth0HostNames(options.tenant).map((name) => [name, auth0Port] as const),
        ...microsoftHostNames.map((name) => [name, microsoftPort] as const),
        ...(azurePort === undefined ? [] : [[azureResourceManagerHost, azurePort] as const]),
    ]);
    // A vault has its own name from the moment it is made.
    const vaultPort = (name: string) => (azure?.state.vaultAt(name) === undefined ? undefined : azurePort);
    const proxy = new ConnectProxy((name) => ports.get(name) ?? vaultPort(name));
    const stopServices = () => Promise.all([auth0.stop(), microsoft.stop(), azure?.service.stop()]);
    const proxyPort = await proxy.start(options.port ?? 0).catch(async (error) => {
        await stopServices();
        throw error;
    });

    return {
        ...context,
        tenant,
        directory,
        ...(azure === undefined ? {} : { azure: azure.state }),
        proxyUrl: `http://127.0.0.1:${proxyPort}`,
        caPem: authority.pem,
        hostNames: [...ports.keys()],
        refused: proxy.refused,
        services: { auth0, microsoft, ...(azure === undefined ? {} : { azure: azure.service }) },
        close: async () => {
            await Promise.all([proxy.stop(), stopServices()]);
        },
    };
}

function azureOf(
    { azure, directory: { deployer } }: WorldOptions,
    directory: Directory,
    context: ServiceContext,
    authority: CertificateAuthority,
): { readonly state: Azure; readonly service: TlsService } | undefined {
    if (azure === undefined) return undefined;
    const state = new Azure(azure, directory, deployer.objectId, context.clock);
    return { state, service: new TlsService(azureService(state, context), authority) };
}

const microsoftHostNames = [microsoftGraphHost, microsoftLoginHost, azureResourceManagerHost];

function auth0HostNames(tenant: TenantSeed): string[] {
    return [tenant.domain, ...tenant.customDomains.map(({ domain }) => domain)];
}
