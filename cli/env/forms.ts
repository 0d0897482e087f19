import { shellWord } from "../../engine/shell-word.ts";

/** One setting of an app. A secret that is not to be shown has no value. */
export interface AppSetting {
    readonly name: string;
    readonly value?: string;
    readonly secret: boolean;
}

interface Form {
    readonly meaning: string;
    readonly text: (settings: readonly AppSetting[]) => string;
}

/** The forms in which people take settings, by name. */
export const forms = {
    dotenv: { meaning: "a .env file", text: (settings) => settings.map(dotenvLine).join("\n") },
    json: {
        meaning: "an object",
        text: (settings) => json(Object.fromEntries(known(settings).map(({ name, value }) => [name, value]))),
    },
    azure: {
        meaning: "application settings of Azure App Service (az webapp config appsettings set --settings @FILE)",
        text: (settings) => json(known(settings).map(({ name, value }) => ({ name, value, slotSetting: false }))),
    },
    github: {
        meaning: "commands that set a repository's variables and secrets",
        text: (settings) => settings.map(githubCommand).join("\n"),
    },
} as const satisfies Record<string, Form>;

function dotenvLine({ name, value }: AppSetting): string {
    if (value === undefined) return `# ${name}: a secret, shown with --show-secrets`;
    return `${name}=${/^[\w.:/@%+=-]*$/.test(value) ? value : `'${value}'`}`;
}

/** Without a value `gh` asks for it, so that no secret gets into a history of commands. */
function githubCommand({ name, value, secret }: AppSetting): string {
    if (!secret) return `gh variable set ${name} --body ${shellWord(value ?? "")}`;
    return value === undefined ? `gh secret set ${name}` : `gh secret set ${name} --body ${shellWord(value)}`;
}

function known(settings: readonly AppSetting[]): readonly Required<AppSetting>[] {
    return settings.flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
}

function json(value: unknown): string {
    return JSON.stringify(value, undefined, 2);
}
