/** As much of a JSON Schema as the stack file's has. */
interface Schema {
    readonly description?: string;
    readonly type?: string;
    readonly enum?: readonly unknown[];
    readonly const?: unknown;
    readonly default?: unknown;
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly additionalProperties?: Schema | boolean;
    readonly items?: Schema;
    readonly oneOf?: readonly Schema[];
    readonly anyOf?: readonly Schema[];
}

/** The reference of all settings as a Markdown page, made from the stack file's schema. */
export function settingsReference(schema: object): string {
    const config = (schema as Schema).properties?.["config"]?.properties ?? {};
    const own = Object.entries(config).filter(([key]) => key.startsWith("microsoft-connection:"));
    const lists = own.flatMap(([key, setting]) => sections(key.replace(/^.*:/, ""), setting));
    return [
        "# Settings",
        "",
        "Made from the schema by `npm run schema`; what an editor shows in a stack file is the same. A setting without a default is required, unless it says otherwise.",
        "In the stack file the names of the first table are prefixed with `microsoft-connection:`.",
        "",
        ...table(Object.fromEntries(own.map(([key, setting]) => [key.replace(/^.*:/, ""), setting])), [
            "auth0",
            "microsoft",
            "connections",
        ]),
        ...lists,
        "",
    ].join("\n");
}

/** A section for each object below a setting that has settings of its own. */
function sections(path: string, setting: Schema): string[] {
    if (setting.oneOf !== undefined) {
        return setting.oneOf.flatMap((one) => sections(`${path} (${one.properties?.["kind"]?.const ?? "?"})`, one));
    }
    const properties = setting.properties ?? {};
    const own =
        Object.keys(properties).length === 0
            ? []
            : ["", `## ${path}`, "", setting.description ?? "", "", ...table(properties, setting.required)];
    const below = Object.entries(properties).flatMap(([name, child]) => sections(`${path}.${name}`, child));
    const each =
        typeof setting.additionalProperties === "object" ? sections(`${path}.*`, setting.additionalProperties) : [];
    return [...own, ...below, ...each];
}

function table(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): string[] {
    return [
        "| setting | meaning | values | default |",
        "| --- | --- | --- | --- |",
        ...Object.entries(properties).map(([name, setting]) => {
            const byDefault =
                setting.default === undefined ? (required.includes(name) ? "required" : "") : code(setting.default);
            return `| \`${name}\` | ${cell(setting.description ?? "")} | ${values(setting)} | ${byDefault} |`;
        }),
    ];
}

function values(setting: Schema): string {
    if (setting.const !== undefined) return code(setting.const);
    // A list of every scope would be no table any more: the catalogue has them.
    if (setting.enum !== undefined)
        return setting.enum.length > 12 ? "a name of the catalogue" : setting.enum.map(code).join(", ");
    if (setting.items !== undefined) return `list of: ${values(setting.items)}`;
    if (setting.anyOf !== undefined) return setting.anyOf[0]?.type ?? "";
    return setting.type ?? "";
}

function code(value: unknown): string {
    return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|");
}
