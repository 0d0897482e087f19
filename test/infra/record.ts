import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks.js";

/** A resource that a program asked for. */
export interface Recorded {
    readonly type: string;
    readonly name: string;

    /** Its inputs; what is secret is `{ secret: … }`. */
    readonly inputs: Readonly<Record<string, unknown>>;

    /** Its options, those that were given. */
    readonly options: RecordedOptions;
}

/** Resources are named `type name`, without what Pulumi puts around a type. */
export interface RecordedOptions {
    readonly parent?: string;
    readonly protect?: boolean;
    readonly deletedWith?: string;
    readonly deleteBeforeReplace?: boolean;
    readonly retainOnDelete?: boolean;
    readonly import?: string;
    readonly ignoreChanges?: readonly string[];
    readonly replaceOnChanges?: readonly string[];
    readonly dependsOn?: readonly string[];
    readonly aliases?: readonly string[];
    readonly hooks?: Readonly<Record<string, readonly string[]>>;
}

export interface RecordOptions {
    /** Answers the calls of data sources. @default every call fails */
    readonly call?: (token: string, inputs: Readonly<Record<string, unknown>>) => Record<string, unknown>;
    readonly stack?: string;
    readonly preview?: boolean;
}

/** Everything a piece of program asks of the engine, once all of it is registered. */
export async function record(make: () => unknown, options: RecordOptions = {}): Promise<Recorded[]> {
    const recorded: Recorded[] = [];
    const registered: RegisteredOptions[] = [];
    listener = (type, name, its) => registered.push({ type, name, options: its });

    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                recorded.push({ type, name, inputs: shown(inputs) as Record<string, unknown>, options: {} });
                return { id: `${name}-id`, state: { ...inputs, ...outputsOf(name) } };
            },
            call: ({ token, inputs }) => {
                if (options.call === undefined) throw new Error(`no answer prepared for ${token}`);
                return options.call(token, inputs);
            },
        },
        "microsoft-connection",
        options.stack ?? "dev",
        options.preview ?? false,
    );
    try {
        await make();
    } finally {
        // Registrations go on after a failure too, and would end up in the next recording.
        await pulumi.runtime.disconnect();
    }

    return recorded.map((one) => ({
        ...one,
        options: registered.find(({ type, name }) => type === one.type && name === one.name)?.options ?? {},
    }));
}

/** The one resource of this type and name; fails when there is none. */
export function recordedOf(resources: readonly Recorded[], type: string, name: string): Recorded {
    const found = resources.find((resource) => shortType(resource.type) === type && resource.name === name);
    if (found === undefined) {
        throw new Error(
            `no ${type} ${name} among ${resources.map((one) => `${shortType(one.type)} ${one.name}`).join(", ")}`,
        );
    }
    return found;
}

/** Types and names, as `type name`, sorted. */
export function namesOf(resources: readonly Recorded[]): string[] {
    return resources.map(({ type, name }) => `${shortType(type)} ${name}`).sort();
}

interface RegisteredOptions {
    readonly type: string;
    readonly name: string;
    readonly options: RecordedOptions;
}

let listener: ((type: string, name: string, options: RecordedOptions) => void) | undefined;

/** What providers would answer beside the inputs; two of it are secret. */
function outputsOf(name: string) {
    return {
        clientId: `${name}-client-id`,
        objectId: `${name}-object-id`,
        value: pulumi.secret(`${name}-value`),
        clientSecret: pulumi.secret(`${name}-secret`),
    };
}

const secretSignature = "4dabf18193072939515e22adb298388d";

function shown(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(shown);
    if (typeof value !== "object" || value === null) return value;
    if (secretSignature in value) return { secret: shown((value as { value?: unknown }).value) };
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}

/** `auth0:index/client:Client` → `auth0.Client`; `microsoft-connection:index:WebClient` → `WebClient`. */
function shortType(type: string): string {
    const [namespace = "", , name = ""] = type.split(":");
    return namespace === "microsoft-connection" ? name : `${namespace}.${name}`;
}

/** `urn:pulumi:dev::project::outer$auth0:index/client:Client::web` → `auth0.Client web`. */
function named(urn: string): string {
    const [, , types = "", name = ""] = urn.split("::");
    return `${shortType(types.split("$").at(-1) ?? "")} ${name}`;
}

/** Generated request of the engine's protocol, as far as it is read here. */
interface RegisterRequest {
    getType(): string;
    getName(): string;
    getParent(): string;
    getProtect(): boolean;
    getDeletedwith(): string;
    getDeletebeforereplace(): boolean;
    getRetainondelete(): boolean;
    getImportid(): string;
    getIgnorechangesList(): string[];
    getReplaceonchangesList(): string[];
    getDependenciesList(): string[];
    getAliasesList(): { getSpec(): { toObject(): { name: string; noparent: boolean } } | undefined }[];
    getHooks(): { toObject(): Record<string, string[]> } | undefined;
}

function optionsOf(request: RegisterRequest): RecordedOptions {
    const hooks = Object.entries(request.getHooks()?.toObject() ?? {}).filter(([, names]) => names.length > 0);
    const aliases = request.getAliasesList().map((alias) => {
        const { name = "", noparent = false } = alias.getSpec()?.toObject() ?? {};
        return noparent ? "at the top" : name;
    });
    const options = {
        parent: request.getParent() === "" ? undefined : named(request.getParent()),
        protect: request.getProtect() || undefined,
        deletedWith: request.getDeletedwith() === "" ? undefined : named(request.getDeletedwith()),
        deleteBeforeReplace: request.getDeletebeforereplace() || undefined,
        retainOnDelete: request.getRetainondelete() || undefined,
        import: request.getImportid() || undefined,
        ignoreChanges: some(request.getIgnorechangesList()),
        replaceOnChanges: some(request.getReplaceonchangesList()),
        dependsOn: some(request.getDependenciesList().map(named).sort()),
        aliases: some(aliases),
        hooks:
            hooks.length === 0
                ? undefined
                : Object.fromEntries(hooks.map(([kind, names]) => [kind.replace(/List$/, ""), names])),
    };
    return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as RecordedOptions;
}

function some<T>(list: T[]): T[] | undefined {
    return list.length === 0 ? undefined : list;
}

type Done = (error: unknown, reply: unknown) => void;

/** The SDK's mocks show no options and do not know hooks: without an answer for those, a resource with a hook never registers. */
const monitor = MockMonitor.prototype as unknown as Record<string, (request: unknown, done: Done) => unknown>;
const registerResource = monitor["registerResource"];
monitor["registerResource"] = function (this: unknown, request, done) {
    const its = request as RegisterRequest;
    listener?.(its.getType(), its.getName(), optionsOf(its));
    return registerResource?.call(this, request, done);
};
monitor["registerResourceHook"] = (_request, done) => done(null, {});
monitor["registerErrorHook"] = (_request, done) => done(null, {});
