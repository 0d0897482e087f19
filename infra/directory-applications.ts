import type { ListedApplication } from "./existing-lookups.ts";
import { graph } from "./graph.ts";
import type { DirectoryToken } from "./leftover-secrets.ts";
import { patiently } from "./patiently.ts";

/** All applications of the directory, page after page; Microsoft filters by no notes. */
export async function applicationsAs(token: DirectoryToken): Promise<ListedApplication[]> {
    const bearer = await patiently(token);
    const found: ListedApplication[] = [];
    const root = /^https:\/\/[^/]+\/v1\.0\//;
    for (let path: string | undefined = firstPage; path !== undefined; ) {
        const page = (await graph(bearer, "GET", path)) as Page;
        found.push(...page.value);
        path = page["@odata.nextLink"]?.replace(root, "");
    }
    return found;
}

const firstPage = "applications?$select=id,appId,displayName,description,notes&$top=999";

interface Page {
    readonly value: readonly ListedApplication[];
    readonly "@odata.nextLink"?: string;
}
