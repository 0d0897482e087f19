import { attention, broken, type Check, fine, type Result, unknown } from "../check.ts";
import { isUnreadable, type Patient, type State } from "../patient.ts";

const group = "Tools and state";

export const toolAndStateChecks: readonly Check[] = [
    {
        id: "node",
        group,
        about: "Node is new enough to run the programs as they are.",
        run: ({ tools: { neededNode, node } }) =>
            Number.parseInt(node, 10) >= neededNode
                ? fine(`Node ${node}`)
                : broken(
                      `Node ${node}; needed is ${neededNode} or newer`,
                      "npm ci, then put node_modules/.bin first on PATH",
                  ),
    },
    {
        id: "engine",
        group,
        about: "The engine is the one that the project is written for.",
        run: ({ tools: { engine, neededEngine } }) =>
            engine === neededEngine
                ? fine(`engine ${engine}`)
                : attention(
                      `engine ${engine}; the project is written for ${neededEngine}`,
                      "npm run engine tells where it is from; or move the project: CONTRIBUTING.md, the version of the engine",
                  ),
    },
    {
        id: "plugins",
        group,
        about: "The providers' plugins are there, at the versions of the project's packages.",
        run: ({ tools: { plugins, standIns } }) => {
            if (standIns) return fine("stand-ins, in the sandbox");
            const missing = plugins.filter(({ isInstalled }) => !isInstalled);
            const named = (list: typeof plugins) => list.map(({ name, version }) => `${name} ${version}`).join(", ");
            if (missing.length === 0) return fine(named(plugins));
            return attention(
                `not installed: ${named(missing)}; the engine gets them at the next preview`,
                missing.map(({ name, version }) => `pulumi plugin install resource ${name} ${version}`).join("; "),
            );
        },
    },
    {
        id: "state",
        group,
        about: "The stack's state can be read.",
        run: ({ stack, state }) => {
            if (isUnreadable(state)) return broken(state.problem, state.mend);
            const { backend, resources } = state;
            return resources.length > 0
                ? fine(`${resources.length} resources, in ${backend}`)
                : attention(`nothing is deployed, in ${backend}`, `pulumi up --stack ${stack}`);
        },
    },
    {
        id: "secrets-provider",
        group,
        about: "Secrets in the state are encrypted by a key that is not a password on somebody's machine.",
        run: ({ stack, ...patient }) =>
            ofState(patient, ({ secretsProvider }) =>
                secretsProvider === "passphrase"
                    ? attention(
                          "a passphrase: whoever has it and the state reads every client secret",
                          `pulumi stack change-secrets-provider "azurekeyvault://VAULT.vault.azure.net/keys/pulumi" --stack ${stack}`,
                      )
                    : fine(secretsProvider ?? "not used yet"),
            ),
    },
    {
        id: "interrupted-update",
        group,
        about: "No update was interrupted half-way.",
        run: ({ stack, ...patient }) =>
            ofState(patient, ({ pendingOperations }) =>
                pendingOperations.length === 0
                    ? fine("no operation is pending")
                    : broken(`pending: ${pendingOperations.join(", ")}`, `npm run repair -- --stack ${stack}`),
            ),
    },
];

function ofState({ state }: Pick<Patient, "state">, look: (state: State) => Result): Result {
    return isUnreadable(state) ? unknown("the state cannot be read", state.mend) : look(state);
}
