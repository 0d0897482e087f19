import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import { isObject } from "../engine-data/property-path.ts";
import type { PropertyValue } from "../stack-change.ts";

const names: ReadonlyMap<string, string> = new Map(
    Object.entries(microsoftGraphScopes).map(([name, { id }]) => [id, name]),
);

/** Microsoft's name of a permission that an app registration lists, `{ id, type }`; its id where it is not in the catalogue. */
export function permissionName(permission: PropertyValue | undefined): string | undefined {
    if (!isObject(permission) || typeof permission["id"] !== "string") return undefined;
    const name = names.get(permission["id"]) ?? permission["id"];
    return permission["type"] === "Role" ? `${name} (for the app itself)` : name;
}
