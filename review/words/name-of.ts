/** A resource's logical name: the end of its URN. */
export function nameOf(urn: string): string {
    return urn.split("::").at(-1) ?? urn;
}
