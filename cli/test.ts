import { parseCLI, startVitest } from "vitest/node";
import { closingLine, countsOf } from "./closing-line.ts";
import { engineForPerson } from "./engine-for-person.ts";
import { PersonError } from "./person-error.ts";

// npm test -- [vitest's own filters and options]: the engine first, then the tests, then the closing line.
try {
    const { version, why } = await engineForPerson(console.log);
    console.log(`Engine ${version}: ${why}`);
    const { filter, options } = parseCLI(["vitest", "run", ...process.argv.slice(2)]);
    const vitest = await startVitest(filter, { ...options, watch: false });
    const counts = countsOf(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
    console.log(closingLine(counts));
    process.exit(counts.failed > 0 ? 1 : process.exitCode);
} catch (error) {
    console.error(error instanceof PersonError ? error.message : error);
    process.exit(error instanceof PersonError ? error.exitCode : 1);
}
