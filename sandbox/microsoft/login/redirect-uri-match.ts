import type { StoredApplication } from "../objects.ts";

export type Platform = "web" | "spa" | "publicClient";

/**
 * The platform under which an application lists a redirect URI; undefined where it lists none that is equal byte for byte.
 * Of `http://localhost` Microsoft ignores the port (Microsoft, "Redirect URI (reply URL) restrictions").
 */
export function registeredPlatform(application: StoredApplication, redirectUri: string): Platform | undefined {
    const given = withoutLocalPort(redirectUri);
    return (["web", "spa", "publicClient"] as const).find((platform) =>
        (application[platform].redirectUris ?? []).some((uri) => withoutLocalPort(uri) === given),
    );
}

function withoutLocalPort(uri: string): string {
    return uri.replace(/^http:\/\/localhost:\d+(?=[/?]|$)/, "http://localhost");
}
