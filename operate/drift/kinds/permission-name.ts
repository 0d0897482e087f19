import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";

const names = new Map(Object.entries(microsoftGraphScopes).map(([name, { id }]) => [id as string, name]));

/** A permission's name, where it is one of Microsoft Graph's that the catalogue knows; its id otherwise. */
export function permissionName(resourceAppId: string, id: string): string {
    return (resourceAppId === microsoftGraphAppId ? names.get(id) : undefined) ?? id;
}
