import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { PersonError } from "../cli/person-error.ts";
import { runCommand } from "../cli/run-command.ts";
import { cassettesIn } from "./vendor/cassette.ts";
import { openApiDocument } from "./vendor/openapi-document.ts";
import {
    authenticationPublished,
    managementPublished,
    myAccountPublished,
    type PublishedTally,
} from "./vendor/published.ts";
import { type Outcome, replay } from "./vendor/replay.ts";
import { failuresOf, fidelityPage, inText, storedCounts, type VendorReport } from "./vendor/report.ts";
import { type Tally, tallyOf } from "./vendor/tally.ts";

const project = fileURLToPath(new URL("..", import.meta.url));
const documents = {
    management: "management/v2/management-api-oas.json",
    myAccount: "myaccount/myaccount-api-oas.json",
    authentication: "authentication/authentication-api-oas.json",
} as const;

const whereToGetThem = [
    "",
    "Both stay outside the project; nothing of them is committed. With copies beside it:",
    "  git clone --depth 1 https://github.com/auth0/terraform-provider-auth0 ../terraform-provider-auth0",
    "  git clone --depth 1 https://github.com/auth0/docs-v2 ../docs-v2",
    "  npm run contract:vendor -- --recordings ../terraform-provider-auth0/test/data/recordings --openapi ../docs-v2/main/docs/oas",
];

const vendor = defineCommand({
    meta: {
        name: "npm run contract:vendor --",
        description: "Holds the sandbox's Auth0 to recordings of real Auth0 and to its documents",
    },
    args: {
        recordings: {
            type: "string",
            description:
                "Folders of go-vcr cassettes, with commas: test/data/recordings of auth0/terraform-provider-auth0",
        },
        openapi: { type: "string", description: "Folder of Auth0's OpenAPI documents: main/docs/oas of auth0/docs-v2" },
        versions: { type: "string", description: "What these are, for the report: repositories and commits" },
        json: { type: "boolean", description: "The whole report as JSON" },
        write: { type: "boolean", description: "Stores the counts, and writes the section of docs/fidelity.md" },
    },
    run: async ({ args }) => {
        const problems = problemsOf(args);
        if (problems.length > 0) throw new PersonError([...problems, ...whereToGetThem].join("\n"));
        const outcomes: Outcome[] = [];
        const recordings =
            args.recordings === undefined ? undefined : await replayed(args.recordings.split(","), outcomes);
        const published = args.openapi === undefined ? [] : compared(args.openapi, outcomes);
        const report: VendorReport = { versions: args.versions ?? "not said", recordings, published };
        console.log(args.json ? JSON.stringify(report, undefined, 4) : inText(report));
        if (args.write) store(report);
        process.exitCode = failuresOf(report).length === 0 ? 0 : 1;
    },
});

await runCommand(vendor, process.argv.slice(2));

interface Given {
    readonly recordings?: string | undefined;
    readonly openapi?: string | undefined;
    readonly versions?: string | undefined;
    readonly write?: boolean | undefined;
}

/** Everything that is wrong with the arguments, a line each. */
function problemsOf({ recordings, openapi, versions, write }: Given): string[] {
    const folders = (recordings ?? "").split(",").filter((folder) => folder !== "");
    const files = openapi === undefined ? [] : Object.values(documents).map((path) => join(openapi, path));
    return [
        ...(folders.length === 0 && openapi === undefined
            ? ["Give --recordings FOLDER, --openapi FOLDER, or both."]
            : []),
        ...folders
            .filter((folder) => !existsSync(folder) || !statSync(folder).isDirectory())
            .map((folder) => `--recordings ${folder}: there is no such folder.`),
        ...files.filter((file) => !existsSync(file)).map((file) => `--openapi ${openapi}: it holds no ${file}.`),
        ...(write === true && (versions === undefined || folders.length === 0 || openapi === undefined)
            ? [
                  '--write stores counts of both, and of what: give --recordings, --openapi and --versions "REPOSITORY COMMIT, …".',
              ]
            : []),
    ];
}

async function replayed(folders: readonly string[], outcomes: Outcome[]): Promise<Tally> {
    const cassettes = folders.flatMap(cassettesIn);
    for (const [index, cassette] of cassettes.entries()) {
        outcomes.push(...(await replay(cassette)));
        if (index % 100 === 99) process.stderr.write(`${index + 1} of ${cassettes.length} cassettes\n`);
    }
    return tallyOf(cassettes.length, outcomes);
}

function compared(folder: string, outcomes: readonly Outcome[]): PublishedTally[] {
    const document = (name: keyof typeof documents) => openApiDocument(join(folder, documents[name]));
    return [
        managementPublished(document("management"), outcomes),
        myAccountPublished(document("myAccount")),
        authenticationPublished(document("authentication")),
    ];
}

function store(report: VendorReport): void {
    const counts = join(project, "test/contract/vendor-counts.json");
    const page = join(project, "docs/fidelity.md");
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(counts, `${JSON.stringify(storedCounts(report, day), undefined, 4)}\n`);
    writeFileSync(page, fidelityPage(readFileSync(page, "utf8"), report, day));
}
