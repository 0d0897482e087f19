/** Type of the resource that a URN names, without its parents': `auth0:index/client:Client`. */
export function typeOfUrn(urn: string): string {
    const types = urn.split("::")[2] ?? "";
    return types.slice(types.lastIndexOf("$") + 1);
}

/** Logical name of the resource that a URN names; it may hold anything, `::` too. */
export function nameOfUrn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** Whether a type is a provider: it holds settings and credentials of the deployment, and nothing of what is deployed. */
export function isProvider(type: string): boolean {
    return type.startsWith("pulumi:providers:");
}
