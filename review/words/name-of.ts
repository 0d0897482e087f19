import { nameOfUrn } from "../engine-data/urn.ts";

/** The logical name in a URN; what is no URN of a resource is a name already. */
export function nameOf(urn: string): string {
    return (urn.startsWith("urn:pulumi:") && nameOfUrn(urn)) || urn;
}
