/** The floor of every run of the engine: a program that declares nothing. */
export default async function emptyProgram(): Promise<void> {}
