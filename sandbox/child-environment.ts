/** Settings of the person's machine that a child process may see. Nothing else passes: no credential, no proxy, no cloud profile. */
const passed = ["LANG", "LC_ALL", "LC_CTYPE", "TERM", "TZ", "USER", "LOGNAME", "NODE_COMPILE_CACHE"];

export interface ChildEnvironmentOptions {
    /** The person's environment. */
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** Folders for `PATH`, first one first. */
    readonly path: readonly string[];

    /** Folder of the sandbox that stands in for the person's home, Pulumi home and temporary files. */
    readonly folder: string;

    readonly proxyUrl: string;

    /** File with the sandbox's certificate authority. */
    readonly caFile: string;

    readonly auth0: { readonly domain: string; readonly clientId: string; readonly clientSecret: string };
    readonly microsoft: { readonly tenantId: string; readonly clientId: string; readonly clientSecret: string };

    /** Azure subscription of the stack's key vault. @default it has none */
    readonly subscriptionId?: string | undefined;

    /** Protects the throw-away state's secrets. */
    readonly passphrase: string;
}

/**
 * Environment of everything that runs against the sandbox: engine, program, providers, SDKs. Built from an allow list, so that
 * a real credential never comes along; every https request goes through the sandbox's proxy and trusts its authority only.
 */
export function childEnvironment(options: ChildEnvironmentOptions): Record<string, string> {
    const { environment, folder, auth0, microsoft } = options;
    const own = Object.fromEntries(passed.flatMap((name) => pick(environment, name)));
    return {
        ...own,
        PATH: options.path.join(":"),
        HOME: folder,
        TMPDIR: `${folder}/tmp`,

        HTTPS_PROXY: options.proxyUrl,
        HTTP_PROXY: options.proxyUrl,
        NO_PROXY: "127.0.0.1,localhost",
        NODE_USE_ENV_PROXY: "1",
        NODE_EXTRA_CA_CERTS: options.caFile,
        SSL_CERT_FILE: options.caFile,
        SSL_CERT_DIR: `${folder}/no-other-certificates`,

        PULUMI_HOME: `${folder}/home`,
        PULUMI_BACKEND_URL: `file://${folder}/state`,
        PULUMI_CONFIG_PASSPHRASE: options.passphrase,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // A provider that happens to be on PATH would win over the chosen one.
        PULUMI_IGNORE_AMBIENT_PLUGINS: "true",

        AUTH0_DOMAIN: auth0.domain,
        AUTH0_CLIENT_ID: auth0.clientId,
        AUTH0_CLIENT_SECRET: auth0.clientSecret,

        ARM_TENANT_ID: microsoft.tenantId,
        ARM_CLIENT_ID: microsoft.clientId,
        ARM_CLIENT_SECRET: microsoft.clientSecret,
        ...(options.subscriptionId === undefined ? {} : { ARM_SUBSCRIPTION_ID: options.subscriptionId }),
        // On by default in the azuread provider: a logged-in `az` would hand out real tokens.
        ARM_USE_CLI: "false",
        ARM_USE_MSI: "false",
        ARM_USE_OIDC: "false",
    };
}

function pick(environment: Readonly<Record<string, string | undefined>>, name: string): [string, string][] {
    const value = environment[name];
    return value === undefined ? [] : [[name, value]];
}
