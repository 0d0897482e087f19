/** An object without the keys whose value is `null` or not there: in a PATCH, `null` takes a setting away. */
export function withoutNulls<Given extends object>(object: Given): { [Key in keyof Given]: NonNullable<Given[Key]> } {
    const kept = Object.entries(object).filter(([, value]) => value !== null && value !== undefined);
    return Object.fromEntries(kept) as { [Key in keyof Given]: NonNullable<Given[Key]> };
}
