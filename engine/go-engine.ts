import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { Environment } from "./engine.ts";
import { engineVersion } from "./engine-version.ts";
import { type GoToolchain, refusalOfGo } from "./go-toolchain.ts";
import { commandIn } from "./kept-engine.ts";
import type { Route, RouteContext } from "./route.ts";
import { run } from "./run.ts";
import { ticking } from "./ticking.ts";

const moduleFolder = fileURLToPath(new URL("go", import.meta.url));
const mainPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Differs a little between systems. */
const packages = 1700;

/** Built from the Go module: every source is checked against the sums in engine/go/go.sum. */
export const goEngine: Route = {
    source: "go",
    title: "the Go module",
    obtain: async (folder, context) => {
        const refusal = refusalOfGo(await toolchain(context));
        if (refusal !== undefined) throw new Error(refusal);

        context.report(
            "Building the engine from its Go module, once. Usually half a minute for the download and 3 to 6 minutes for the build on two cores; less where Go has built parts of it before.",
        );
        let downloads = 0;
        let compiled = 0;
        const count = (line: string) => (line.startsWith("go: downloading ") ? ++downloads : ++compiled);
        const progress = (elapsed: string) =>
            `building the engine: ${downloads} modules downloaded, ${compiled} packages compiled (about ${packages} in a first build), ${elapsed}`;
        mkdirSync(`${folder}/bin`);
        await ticking(context, progress, () =>
            run("go", buildArguments(commandIn(folder)), {
                cwd: moduleFolder,
                environment: buildEnvironment(context.environment),
                signal: context.signal,
                onLine: count,
            }),
        );
    },
};

async function toolchain(context: RouteContext): Promise<GoToolchain> {
    try {
        // Away from any module, where Go answers for itself and fetches nothing.
        const output = await run("go", ["env", "-json", "GOVERSION", "GOTOOLCHAIN"], { ...context, cwd: tmpdir() });
        return JSON.parse(output) as GoToolchain;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Error("go is not on PATH");
        throw error;
    }
}

function buildArguments(output: string): string[] {
    return [
        ...["build", "-v", "-mod=readonly", "-buildvcs=false", "-trimpath"],
        // No debugging data, in the binary or on the way to it: a tenth less work.
        "-gcflags=all=-dwarf=false",
        `-ldflags=-s -w -X ${versionVariable}=${engineVersion}`,
        ...["-o", output, mainPackage],
    ];
}

/** One build for everybody: no C compiler, no flags or workspace of the person's, and a compiler that collects garbage less often. */
function buildEnvironment(environment: Environment): Environment {
    const { GOOS: _system, GOARCH: _architecture, ...rest } = environment;
    return { ...rest, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off", GOGC: "400" };
}
