import type { World } from "../../../sandbox/world.ts";

/**
 * Lets Microsoft know new client secrets only after a time on the services' clock, which goes on by a fifth of it with every try that is
 * refused. Gives the number of those.
 */
export async function lagging(world: World, lagMs: number, during: () => Promise<void>): Promise<number> {
    const mark = world.requests.mark();
    const refused = () =>
        world.requests.since(mark).filter(({ path, status }) => path.endsWith("/oauth2/v2.0/token") && status === 401)
            .length;
    let seen = 0;
    world.directory.secretLagMs = lagMs;
    const moving = setInterval(() => {
        for (; seen < refused(); seen += 1) world.clock.advance(lagMs / 5);
    }, 20);
    try {
        await during();
        return refused();
    } finally {
        clearInterval(moving);
        world.directory.secretLagMs = 0;
    }
}
