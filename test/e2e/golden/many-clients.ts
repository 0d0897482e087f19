/** Adds web apps to a stack file, each with five resources. */
export function manyClients(count: number): (stackFile: string) => string {
    const clients = Array.from({ length: count }, (_, index) => {
        const number = String(index + 1).padStart(3, "0");
        return [
            `    app-${number}:`,
            "      kind: web",
            `      name: App ${number}`,
            `      callbacks: [https://app-${number}.acme-dev.example/auth/callback]`,
        ].join("\n");
    });
    return (stackFile) => `${stackFile.trimEnd()}\n${clients.join("\n")}\n`;
}
