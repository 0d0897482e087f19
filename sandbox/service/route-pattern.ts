/** A path with what is different from object to object taken out: `/v1.0/applications/{id}/addPassword`. */
export function routePattern(path: string): string {
    return path
        .split("/")
        .map((segment) => (isId(segment) ? "{id}" : segment))
        .join("/");
}

/** Ids of both clouds: GUIDs, Auth0's `con_…`, its client ids, identifiers of APIs, and Microsoft's names of tenants. */
function isId(segment: string): boolean {
    return (
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(segment) ||
        /^[a-z]{2,5}_[0-9A-Za-z]{8,}$/.test(segment) ||
        /^(common|organizations|consumers)$/.test(segment) ||
        segment.includes(":") ||
        segment.includes("%") ||
        (segment.length >= 24 && /\d/.test(segment) && /^[\w~.-]+$/.test(segment)) ||
        (segment.includes(".") && segment.includes("-") && segment.length > 20)
    );
}

/** What of a cloud a path is about: its collection, and the object in it if it names one. */
export interface ObjectPath {
    /** `applications` */
    readonly collection: string;

    /** `applications/{its id}` */
    readonly object?: string;
}

/** Nothing for paths that are about no object of the Management API or of Microsoft Graph. */
export function objectPath(path: string): ObjectPath | undefined {
    const [, rest] = /^\/(?:v1\.0|beta|api\/v2)\/(.+)$/.exec(path) ?? [];
    const [collection, id] = (rest ?? "").split("/");
    if (collection === undefined || collection === "") return undefined;
    return { collection, ...(id === undefined ? {} : { object: `${collection}/${id.toLowerCase()}` }) };
}
