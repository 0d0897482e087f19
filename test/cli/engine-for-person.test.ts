import { homedir } from "node:os";
import { expect, it } from "vitest";
import { cacheFolder } from "../../cli/engine-for-person.ts";

it.each([
    [{ MICROSOFT_CONNECTION_CACHE: "/ours", XDG_CACHE_HOME: "/xdg" }, "/ours/microsoft-connection"],
    [{ XDG_CACHE_HOME: "/xdg" }, "/xdg/microsoft-connection"],
    [{ XDG_CACHE_HOME: "" }, `${homedir()}/.cache/microsoft-connection`],
    [{}, `${homedir()}/.cache/microsoft-connection`],
])("with %o, what is got once is kept in %s", (environment, folder) => {
    expect(cacheFolder(environment)).toBe(folder);
});
