import { proveReal } from "../../cli/prove/real.ts";
import { Person, type PersonDetails } from "../../proof/person/person.ts";

/** What a test asks of the proof on "real" tenants, in a process whose environment leads to a sandbox. */
export interface RealRequest {
    readonly stack: string;
    readonly outputs: unknown;
    readonly unattended: boolean;
    readonly client?: string;

    /** Who sits at the browser. */
    readonly person?: PersonDetails;

    /** Variables that win over the environment. */
    readonly environment?: Readonly<Record<string, string>>;

    /** The trip through the pages that the process dies at, the first being 1. @default none */
    readonly diesAt?: number;
}

process.on("disconnect", () => process.exit());
process.once("message", (request: RealRequest) => {
    void answer(request).then(
        (verdict) => process.send?.({ verdict, said }),
        (error: Error) => process.send?.({ failure: `${error.name}: ${error.message}`, said }),
    );
});

const said: string[] = [];

async function answer({ person: details, diesAt, client, environment, ...request }: RealRequest) {
    const person = details === undefined ? undefined : new Person(details);
    let trips = 0;
    return proveReal({
        ...request,
        client,
        environment: { ...process.env, ...environment },
        say: (line) => said.push(line),
        openBrowser: async (url) => {
            trips += 1;
            if (trips === diesAt) process.kill(process.pid, "SIGKILL");
            if (person === undefined) throw new Error("nobody is at the browser");
            await walk(person, url);
        },
    });
}

/** Walks the pages as a person does, and opens the callback on this machine as their browser does. */
async function walk(person: Person, url: string): Promise<void> {
    const back = await person.goThrough(url, callbackIn(url));
    const answered = await fetch(back);
    said.push(`browser: ${answered.status} ${(await answered.text()).trim()}`);
}

/** A connecting address names no callback of its own: it is that of the sign-in before. */
let callback = "";
function callbackIn(url: string): string {
    callback = new URL(url).searchParams.get("redirect_uri") ?? callback;
    return callback;
}
