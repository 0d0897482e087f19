/** The first three of what differs, and how many there are besides: all of it stands in the run's folder. */
export function firstFew(differences: readonly string[]): string {
    const more = differences.length - shown;
    return [...differences.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

const shown = 3;
