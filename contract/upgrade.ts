import { homedir } from "node:os";
import process from "node:process";
import { defineCommand } from "citty";
import { engineForPerson } from "../cli/engine-for-person.ts";
import { PersonError } from "../cli/person-error.ts";
import { runCommand } from "../cli/run-command.ts";
import { chooseProviders } from "../sandbox/providers.ts";
import { isRefused, type ScenarioFinding } from "./upgrade/finding.ts";
import { type OtherPlugin, otherPlugin } from "./upgrade/other-version.ts";
import { tryUpgrade } from "./upgrade/try-upgrade.ts";
import { upgradeText } from "./upgrade/upgrade-text.ts";

const stacks = ["dev", "prod"];

const upgrade = defineCommand({
    meta: {
        name: "npm run contract:upgrade --",
        description:
            "What another version of a provider would change in a stack, before a dependency is bumped: deploys with the installed providers in a sandbox, and goes on with the given ones. Exit code 1 where something would be replaced or deleted, a secret is lost, or an operation fails",
    },
    args: {
        auth0: { type: "string", description: "The auth0 plugin in the other version: its executable, or its folder" },
        azuread: { type: "string", description: "The azuread plugin in the other version" },
        stack: { type: "string", description: "Only this stack", default: stacks.join(",") },
    },
    run: async ({ args }) => {
        const plugins = [...given("auth0", args.auth0), ...given("azuread", args.azuread)];
        if (plugins.length === 0) {
            throw new PersonError(
                "Say which plugin in which version: npm run contract:upgrade -- --auth0 PATH, --azuread PATH, or both.",
            );
        }
        const pulumiHome = process.env["PULUMI_HOME"] || `${homedir()}/.pulumi`;
        refuseMissing(pulumiHome);
        const say = (line: string) => console.error(line);
        const { command } = await engineForPerson(say);
        const findings: ScenarioFinding[] = [];
        for (const stack of args.stack.split(",")) {
            const options = { stack, engine: command, pulumiHome, environment: process.env, plugins, say };
            findings.push(...(await tryUpgrade(options)));
        }
        console.log(upgradeText(findings));
        if (findings.some(isRefused)) process.exitCode = 1;
    },
});

await runCommand(upgrade, process.argv.slice(2));

function given(name: string, path: string | undefined): OtherPlugin[] {
    return path === undefined ? [] : [otherPlugin(name, path)];
}

/** What is compared with are the real providers that are installed. */
function refuseMissing(pulumiHome: string): void {
    try {
        chooseProviders("real", process.platform, pulumiHome);
    } catch (error) {
        throw new PersonError(error instanceof Error ? error.message : String(error));
    }
}
