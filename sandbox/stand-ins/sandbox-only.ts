const loopback = ["127.0.0.1", "localhost", "[::1]", "::1"];

/**
 * Why a stand-in must not run in an environment: it is for the sandbox, so every request has to go through a proxy on this
 * machine. Nothing when it may run.
 */
export function sandboxProblem(environment: Readonly<Record<string, string | undefined>>): string | undefined {
    const proxy = environment["HTTPS_PROXY"] ?? environment["https_proxy"] ?? "";
    const direct = (environment["NO_PROXY"] ?? environment["no_proxy"] ?? "")
        .split(/[\s,]+/)
        .filter((name) => name !== "");
    const wrong = [
        ...(isOnThisMachine(proxy) ? [] : ["HTTPS_PROXY must name a proxy on this machine"]),
        ...(environment["NODE_USE_ENV_PROXY"] === "1" ? [] : ["NODE_USE_ENV_PROXY must be 1"]),
        ...(direct.every((name) => loopback.includes(name)) ? [] : ["NO_PROXY must name nothing but this machine"]),
    ];
    return wrong.length === 0
        ? undefined
        : `this is a stand-in provider, which works in the sandbox only: ${wrong.join(", ")}. To deploy to a real cloud, install the real plugin.`;
}

function isOnThisMachine(proxy: string): boolean {
    return URL.canParse(proxy) && loopback.includes(new URL(proxy).hostname);
}
