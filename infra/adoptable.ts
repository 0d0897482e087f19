import * as pulumi from "@pulumi/pulumi";

/** Aliases under which a resource is found that `pulumi import` put at the top of the stack, where it puts everything. */
export const adoptable: pulumi.Alias[] = [{ parent: pulumi.rootStackResource }];

/** Aliases of something that had other names before. */
export function formerNames(names: readonly string[]): pulumi.Alias[] {
    return names.map((name) => ({ name }));
}
