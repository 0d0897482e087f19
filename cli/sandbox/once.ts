import { myAccountApiName } from "../../catalogue/auth0.ts";
import type { Driver } from "../../engine/driver/driver.ts";
import type { InventoryItem } from "../../sandbox/service/inventory.ts";
import type { World } from "../../sandbox/world.ts";
import { PersonError } from "../person-error.ts";
import { failure, succeed, touched } from "./steps.ts";
import { inventoryLines } from "./summary.ts";

/** What `--once` shows of a deployed stack, one step after the other; the first that does not hold ends it. */
export async function once(driver: Driver, world: World, stack: string, say: (line: string) => void): Promise<void> {
    const again = await succeed(driver, "preview", `The second preview of ${stack}`);
    if (touched(again) > 0) {
        throw new PersonError(
            `A second preview of ${stack} shows changes where none were made: ${JSON.stringify(again.changes)}`,
        );
    }
    say("A second preview shows no changes.");

    const refused = await driver.perform("previewDestroy", { quiet: true });
    if (refused.succeeded) {
        throw new PersonError(`The preview of destroying ${stack} passed, although some of it is protected.`);
    }
    if (!refused.errors.some((error) => error.includes("protected"))) {
        throw new PersonError(failure(`The preview of destroying ${stack}`, refused));
    }
    say("Destroying it is refused while resources are protected.");

    await succeed(driver, "unprotect", "Lifting the protection in the sandbox's copy of the state");
    await succeed(driver, "destroy", `Destroying ${stack}`);
    const left = [
        ...world.tenant.inventory(),
        ...world.directory.inventory(),
        ...(world.azure?.inventory() ?? []),
    ].filter((item) => item.system !== true);
    const unexpected = left.filter((item) => !isKept(item));
    if (unexpected.length > 0) {
        throw new PersonError([`Destroying ${stack} left something behind:`, ...inventoryLines(unexpected)].join("\n"));
    }
    say("With the protection lifted in the sandbox's copy it is destroyed, and nothing is left in either cloud");
    for (const { name, id } of left) say(`  but ${name} ${id}, which is kept on purpose: other stacks may use it`);
}

/** The My Account API belongs to the tenant: it survives the stack that made it. */
function isKept(item: InventoryItem): boolean {
    return item.name === myAccountApiName;
}
