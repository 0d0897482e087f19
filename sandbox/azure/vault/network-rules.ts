import { BlockList } from "node:net";
import type { VaultProperties } from "../objects.ts";

/** Whether a vault's network rules let an address in. */
export function letsIn({ networkAcls }: VaultProperties, address: string): boolean {
    if (networkAcls === undefined || networkAcls.defaultAction === "Allow") return true;
    const listed = new BlockList();
    for (const { value } of networkAcls.ipRules) {
        const [network = "", bits = "32"] = value.split("/");
        listed.addSubnet(network, Number(bits));
    }
    return listed.check(address);
}
