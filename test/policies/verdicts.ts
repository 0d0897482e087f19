import { createRequire } from "node:module";
import type { Policies, PolicyConfigSchema, ResourceValidation, StackValidation } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

/**
 * Runs rules as the engine runs them: the requests it sends are built, and answered by the functions of the policy SDK's own server,
 * which unwraps secrets, hides unknown values behind `unknownCheckingProxy`, and makes notes of the rules that ran into one.
 */
const sdk = createRequire(import.meta.url);
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = sdk("@pulumi/policy/server.js") as Record<
    "makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun",
    (pack: string, version: string, level: string, policies: Policies) => (call: object, reply: Reply) => void
>;
const { unknownStringValue } = sdk("@pulumi/policy/proxy.js") as { unknownStringValue: string };
const { specialSigKey, specialSecretSig } = sdk("@pulumi/pulumi/runtime/rpc.js") as Record<
    "specialSigKey" | "specialSecretSig",
    string
>;

type Reply = (error: Error | null, response?: analyzer.AnalyzeResponse) => void;

/** A resource as a program declares it. */
export interface Declared {
    readonly type: string;

    /** @default "it" */
    readonly name?: string;

    readonly props?: Props;
    readonly protect?: boolean;
    readonly ignoreChanges?: readonly string[];
}

export type Props = Readonly<Record<string, unknown>>;

/** The id of another resource: not known in the preview that would make it, known in the state. */
class Reference {
    readonly name: string;

    constructor(name: string) {
        this.name = name;
    }
}

export function idOf(name: string): Reference {
    return new Reference(name);
}

/** A value that is not known before the update. */
export const unknown = unknownStringValue;

/** A value that the program has marked as secret. */
export function secret(value: unknown): Props {
    return { [specialSigKey]: specialSecretSig, value };
}

export interface Run {
    /** @default "dev" */
    readonly stack?: string;

    /** `state`: ids of other resources are known. @default "preview" */
    readonly of?: "preview" | "state";

    /** Settings of the rules, by name. @default each rule's own defaults */
    readonly settings?: Readonly<Record<string, Props>>;
}

export interface Verdict {
    readonly rule: string;

    /** Name of the resource. */
    readonly resource: string;

    readonly level: "mandatory" | "advisory";

    /** Without the rule's description, which the SDK puts first. */
    readonly message: string;

    /** Says only that the rule could not run. */
    readonly isNote: boolean;
}

/** What rules say of a program. */
export async function verdictsOn(rules: Policies, program: readonly Declared[], run: Run = {}): Promise<Verdict[]> {
    const { stack = "dev", of = "preview", settings = {} } = run;
    const policies = rules.map((rule) => configured(rule, settings[rule.name] ?? {}));
    const urns = new Map(program.map((resource) => [resource.name ?? "it", urnOf(resource, stack)]));
    const analyzeResource = makeAnalyzeRpcFun("pack", "1.0.0", "advisory", policies);
    const analyzeStack = makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", policies);

    const diagnostics: [analyzer.AnalyzeDiagnostic, string][] = [];
    for (const resource of program) {
        const request = new analyzer.AnalyzeRequest();
        describe(request, resource, urnOf(resource, stack), of);
        for (const diagnostic of await ask(analyzeResource, request))
            diagnostics.push([diagnostic, resource.name ?? "it"]);
    }
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(
        program.map((resource) => {
            const one = new analyzer.AnalyzerResource();
            describe(one, resource, urnOf(resource, stack), of);
            for (const [property, value] of Object.entries(resource.props ?? {})) {
                const dependencies = new analyzer.AnalyzerPropertyDependencies();
                dependencies.setUrnsList(referencesIn(value).map((name) => urns.get(name) ?? ""));
                one.getPropertydependenciesMap().set(property, dependencies);
            }
            return one;
        }),
    );
    for (const diagnostic of await ask(analyzeStack, request)) {
        diagnostics.push([diagnostic, diagnostic.getUrn().split("::").at(-1) ?? ""]);
    }
    return diagnostics.map(([diagnostic, resource]) => verdict(diagnostic, resource));
}

/** Messages of the rules on one resource, in order. */
export async function messagesOn(rules: Policies, resource: Declared, run?: Run): Promise<string[]> {
    return (await verdictsOn(rules, [resource], run)).map(({ message }) => message);
}

function ask(answer: (call: object, reply: Reply) => void, request: object): Promise<analyzer.AnalyzeDiagnostic[]> {
    return new Promise((resolve, reject) => {
        answer({ request }, (error, response) => {
            if (error !== null && error !== undefined) reject(error);
            else resolve(response?.getDiagnosticsList() ?? []);
        });
    });
}

function describe(
    request: analyzer.AnalyzeRequest | analyzer.AnalyzerResource,
    { type, name = "it", props = {}, protect = false, ignoreChanges = [] }: Declared,
    urn: string,
    of: "preview" | "state",
): void {
    const options = new analyzer.AnalyzerResourceOptions();
    options.setProtect(protect);
    options.setIgnorechangesList([...ignoreChanges]);
    request.setType(type);
    request.setName(name);
    request.setUrn(urn);
    request.setOptions(options);
    const ids = of === "state" ? { id: `id of ${name}`, clientId: `id of ${name}` } : {};
    const known = resolved(props, of) as Props;
    // What a resource refers to by its own clientId is no id of its own.
    request.setProperties(struct.Struct.fromJavaScript({ ...ids, ...known } as never));
}

function resolved(value: unknown, of: "preview" | "state"): unknown {
    if (value instanceof Reference) return of === "state" ? `id of ${value.name}` : unknown;
    if (Array.isArray(value)) return value.map((item) => resolved(item, of));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, resolved(item, of)]])),
    );
}

function referencesIn(value: unknown): string[] {
    if (value instanceof Reference) return [value.name];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

function urnOf({ type, name = "it" }: Declared, stack: string): string {
    return `urn:pulumi:${stack}::project::${type}::${name}`;
}

function verdict(diagnostic: analyzer.AnalyzeDiagnostic, resource: string): Verdict {
    const text = diagnostic.getMessage();
    const isNote = text.startsWith("can't run policy");
    return {
        rule: diagnostic.getPolicyname(),
        resource,
        level: diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
        message: isNote ? text : text.slice(diagnostic.getDescription().length + 1),
        isNote,
    };
}

/** A rule with its settings as the engine hands them over: the schema's defaults where there is no other value. */
function configured(rule: Policies[number], settings: Props): Policies[number] {
    const getConfig = <T extends object>() => ({ ...defaultsOf(rule.configSchema), ...settings }) as T;
    const of = <Validate extends ResourceValidation | StackValidation>(validate: Validate): Validate =>
        Object.assign((args: object, report: never) => validate({ ...args, getConfig } as never, report), {
            ...("__pulumiType" in validate ? { __pulumiType: validate.__pulumiType } : {}),
        }) as Validate;
    if ("validateStack" in rule) return { ...rule, validateStack: of(rule.validateStack) };
    const { validateResource } = rule;
    if (validateResource === undefined) return rule;
    return {
        ...rule,
        validateResource: Array.isArray(validateResource) ? validateResource.map(of) : of(validateResource),
    };
}

function defaultsOf(schema: PolicyConfigSchema | undefined): Props {
    return Object.fromEntries(Object.entries(schema?.properties ?? {}).map(([name, one]) => [name, one.default]));
}
