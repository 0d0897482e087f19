import type { World } from "../../sandbox/world.ts";

/** The only thing of a name in a world; a scenario that looks for something else is wrong. */
function only<Thing>(things: Iterable<Thing>, is: (thing: Thing) => boolean, what: string): Thing {
    const [found, ...others] = [...things].filter(is);
    if (found === undefined || others.length > 0) throw new Error(`there is not exactly one ${what}`);
    return found;
}

export function connectionNamed(world: World, name: string) {
    return only(world.tenant.connections.values(), (one) => one.name === name, `connection ${name}`);
}

export function clientNamed(world: World, name: string) {
    return only(world.tenant.clients.values(), (one) => one.name === name, `client ${name}`);
}

export function apiWith(world: World, identifier: string) {
    return only(world.tenant.resourceServers.values(), (one) => one.identifier === identifier, `API ${identifier}`);
}

export function grantOn(world: World, audience: string) {
    return only(world.tenant.clientGrants.values(), (one) => one.audience === audience, `grant on ${audience}`);
}

export function applicationNamed(world: World, name: string) {
    return only(world.directory.applications.values(), (one) => one.displayName === name, `application ${name}`);
}

export function principalOf(world: World, name: string) {
    const { appId } = applicationNamed(world, name);
    return only(world.directory.servicePrincipals.values(), (one) => one.appId === appId, `principal of ${name}`);
}
