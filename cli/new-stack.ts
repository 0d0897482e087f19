import { type Document, parseDocument } from "yaml";
import { type KeyPath, keyText } from "../stacks/settings/key-path.ts";
import { shown } from "../stacks/settings/shown.ts";

/** A stack to make after the example of another. */
export interface NewStackArgs {
    readonly stack: string;
    readonly like: string;

    /** Text of the other's stack file. */
    readonly stackFile: string;

    /** Text of the other's program. */
    readonly program: string;
}

export interface NewStack {
    /** Path below the project's folder, and text. */
    readonly files: readonly { readonly path: string; readonly text: string }[];

    /** What to tell the person. */
    readonly message: string;
}

/** A new stack's files: copies of the other's, comments and order kept, without what is encrypted for the other. */
export function newStack({ stack, like, stackFile, program }: NewStackArgs): NewStack {
    const document = parseDocument(stackFile);
    const leftOut = [...withoutKeys(document), ...withoutSecrets(document, stack)];
    return {
        files: [
            // Neither folded nor padded, so that the copy is as the original is.
            { path: `Pulumi.${stack}.yaml`, text: document.toString({ lineWidth: 0, flowCollectionPadding: false }) },
            { path: `stacks/${stack}.ts`, text: program },
        ],
        message: [
            `Made stack "${stack}": Pulumi.${stack}.yaml and stacks/${stack}.ts are copies of those of "${like}".`,
            ...(leftOut.length === 0
                ? []
                : [
                      `\nLeft out, because it is encrypted for ${like}; to set once the stack is made:`,
                      ...table(leftOut),
                  ]),
            `\nEdit in Pulumi.${stack}.yaml what is ${like}'s own; comments in both files speak of ${like}, too:`,
            ...table(ownValues(document)),
            "\nThen:",
            ...table([
                [`npm run sandbox -- --stack ${stack}`, "rehearse it on this machine, with no account"],
                [initCommand(stack, document), "make it in the state back end"],
                [`pulumi preview --stack ${stack}`, "see what it would deploy"],
            ]),
        ].join("\n"),
    };
}

type Row = readonly [left: string, right: string];

function table(rows: readonly Row[]): string[] {
    const width = Math.max(...rows.map(([left]) => left.length));
    return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function initCommand(stack: string, document: Document): string {
    const provider = document.get("secretsprovider");
    return `pulumi stack init ${stack}${provider === undefined ? "" : ` --secrets-provider '${provider}'`}`;
}

/** Takes the other's keys out. `secretsprovider` stays: it says where keys are made, and is none. */
function withoutKeys(document: Document): Row[] {
    return ["encryptionsalt", "encryptedkey"]
        .filter((key) => document.delete(key))
        .map((key) => [key, "Pulumi makes another"]);
}

function withoutSecrets(document: Document, stack: string): Row[] {
    const paths = leaves(document.toJS(), []).flatMap(([path]) =>
        path.at(-1) === "secure" ? [path.slice(0, -1)] : [],
    );
    // From the end, so that items of a list keep their index until it is their turn.
    for (const path of paths.toReversed()) document.deleteIn(path);
    return paths.map((path) => {
        const key = configKey(path);
        const option = path.length > 2 ? "--path " : "";
        return [key, `pulumi config set --stack ${stack} --secret ${option}'${key}'`];
    });
}

/** Values that two stacks seldom share: places, names, identifiers, dates. */
function ownValues(document: Document): Row[] {
    return leaves(document.toJS(), [])
        .filter(([path]) => path[0] === "config" && own.test(configKey(path)))
        .map(([path, value]) => [configKey(path), shown(path, value)]);
}

const own =
    /^(?!microsoft-connection:)|:auth0\.(domain|customDomain|cutOverDomains)|:microsoft\.|:connections\.[^.]+\.(name|appName|directory|domainAliases|assignedTo|organizations|clientSecret\.slots)\b|:clients\.[^.]+\.(name|clientId|callbacks|logoutUrls|webOrigins|api\.(identifier|name)$)/;

/** Every value that is no mapping and no list, with its path. */
function leaves(value: unknown, path: KeyPath): [KeyPath, unknown][] {
    if (typeof value !== "object" || value === null) return [[path, value]];
    if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
    return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

/** Key of a value under `config:`, as `pulumi config` takes it; a key of the file itself stays as it is. */
function configKey([first = "", second, ...rest]: KeyPath): string {
    return second === undefined ? String(first) : `${second}${keyText(["_", ...rest]).slice(1)}`;
}
