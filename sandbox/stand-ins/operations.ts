import { checkedArguments, checkedInputs, isChosen, type NamedInputs } from "./checked-inputs.ts";
import { type Difference, differences, topProperties } from "./diff.ts";
import { plannedState } from "./planned-state.ts";
import { type Properties, secretProperties } from "./properties.ts";
import { bothSecrets, knownValues, type Secrets, unknown, type Values } from "./property-values.ts";
import { failure, GoneError, HalfDoneError, ProviderError } from "./provider-error.ts";
import { importedInputs, refreshedInputs } from "./refreshed-inputs.ts";
import type { Plan, Provider, Reading, ResourceType } from "./resource-type.ts";
import { inOrder, settledState } from "./settled-state.ts";

/** A resource that an operation is about. */
export interface Subject {
    readonly urn: string;
    readonly token: string;
}

/** An existing resource that an operation is about. */
export interface Existing extends Subject {
    readonly id: string;
    readonly state: Values;
}

/** What a change to a resource would be. */
export interface Comparison {
    readonly differences: readonly Difference[];

    /** The properties at the top that they lie in. */
    readonly properties: readonly string[];
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;

    /** Properties that no update changes. */
    readonly stable: readonly string[];
}

/** What a provider does for the engine, on plain values. */
export class Operations<Api> {
    private readonly provider: Provider<Api>;
    private readonly api: Api;
    private readonly resources: ReadonlyMap<string, ResourceType<Api>>;

    constructor(provider: Provider<Api>, api: Api) {
        this.provider = provider;
        this.api = api;
        this.resources = new Map(provider.resources.map((resource) => [resource.token, resource]));
    }

    check({ token }: Subject, given: NamedInputs) {
        return checkedInputs(this.resource(token).properties, given);
    }

    /** What is secret in a resource, wherever its values come from, and what was given as a secret besides. */
    secrets({ token }: Subject, given: Secrets | undefined): Secrets | undefined {
        return bothSecrets(secretProperties(this.resource(token).properties), given);
    }

    async compare(subject: Existing, inputs: Values): Promise<Comparison> {
        const resource = this.resource(subject.token);
        await this.plan(resource, subject.urn, inputs, subject.state);
        const found = differences(resource.properties, subject.state, this.planned(resource, inputs, subject.state));
        const replaces = topProperties(found.filter((difference) => difference.replaces));
        return {
            differences: found,
            properties: topProperties(found),
            replaces,
            deleteBeforeReplace: replaces.length > 0 && hasGivenName(resource.properties, inputs),
            stable: Object.keys(resource.properties).filter(
                (name) => resource.properties[name]?.replaces === true && !replaces.includes(name),
            ),
        };
    }

    async previewCreate(subject: Subject, inputs: Values): Promise<Values> {
        const resource = this.resource(subject.token);
        const { planned } = await this.plan(resource, subject.urn, inputs, undefined);
        return { ...inOrder(resource.properties, planned), id: unknown };
    }

    async create(subject: Subject, inputs: Values): Promise<{ id: string; state: Values }> {
        const resource = this.resource(subject.token);
        const plan = await this.plan(resource, subject.urn, inputs, undefined);
        let known = knownValues(plan.planned);
        let id: string | undefined;
        try {
            await resource.create(this.api, plan, (given, told) => {
                id = given;
                known = { ...known, ...told };
            });
            const reading = id === undefined ? undefined : await resource.read(this.api, id, known);
            if (id === undefined || reading === undefined) throw new GoneError();
            return this.settled(resource, id, plan.planned, reading, known);
        } catch (error) {
            if (error instanceof GoneError)
                throw new ProviderError(`expected non-nil error with nil state during Create of ${subject.urn}`);
            if (id === undefined) throw new ProviderError(failure(error));
            throw new HalfDoneError(failure(error, `creating ${subject.urn}: `), id, { ...known, id }, inputs);
        }
    }

    async previewUpdate(subject: Existing, inputs: Values): Promise<Values> {
        const resource = this.resource(subject.token);
        const { planned } = await this.plan(resource, subject.urn, inputs, subject.state);
        return { ...inOrder(resource.properties, planned), id: subject.id };
    }

    async update(subject: Existing, inputs: Values): Promise<Values> {
        const { urn, id, state } = subject;
        const resource = this.resource(subject.token);
        const plan = await this.plan(resource, urn, inputs, state);
        const known = { ...state, ...knownValues(plan.planned) };
        try {
            await resource.update?.(this.api, id, plan);
            const reading = await resource.read(this.api, id, known);
            if (reading === undefined) throw new GoneError();
            return this.settled(resource, id, plan.planned, reading, known).state;
        } catch (error) {
            if (error instanceof GoneError) throw new ProviderError(goneWhileUpdating(urn));
            // The real providers keep the planned state here, as if the change had been made.
            const planned = { ...knownValues(plan.planned), id };
            throw new HalfDoneError(failure(error, `updating ${urn}: `), id, planned, inputs);
        }
    }

    /** State and inputs of a resource, as the service tells them now; nothing when it is gone, or cannot be imported. */
    async read(subject: Existing, inputs: Values): Promise<{ id: string; state: Values; inputs: Values } | undefined> {
        const resource = this.resource(subject.token);
        const { properties } = resource;
        const imports = Object.keys(subject.state).length === 0;
        const known = imports ? resource.imported?.(subject.id) : subject.state;
        if (known === undefined) return undefined;
        try {
            const reading = await resource.read(this.api, subject.id, known);
            if (reading === undefined) return undefined;
            const id = reading.id ?? subject.id;
            const state = { ...inOrder(properties, { ...known, ...reading.state }), id };
            return {
                id,
                state,
                inputs: imports ? importedInputs(properties, state) : refreshedInputs(properties, state, inputs),
            };
        } catch (error) {
            if (error instanceof GoneError) return undefined;
            throw new ProviderError(failure(error, `refreshing ${subject.urn}: `));
        }
    }

    async delete(subject: Existing): Promise<void> {
        const resource = this.resource(subject.token);
        try {
            await resource.delete(this.api, subject.id, subject.state);
        } catch (error) {
            if (error instanceof GoneError) return;
            throw new ProviderError(failure(error, `deleting ${subject.urn}: `));
        }
    }

    async invoke(token: string, given: Values): Promise<{ result?: Values; failures: readonly string[] }> {
        const found = this.provider.functions.find((candidate) => candidate.token === token);
        if (found === undefined) throw new ProviderError(`unrecognized data function: ${token}`);
        const { inputs, failures } = checkedArguments(found.inputs, given);
        if (failures.length > 0) return { failures };
        try {
            return { result: await found.invoke(this.api, inputs), failures };
        } catch (error) {
            throw new ProviderError(failure(error, `invoking ${token}: `));
        }
    }

    private resource(token: string): ResourceType<Api> {
        const resource = this.resources.get(token);
        if (resource === undefined) throw new ProviderError(`unrecognized resource type: ${token}`);
        return resource;
    }

    private async plan(
        resource: ResourceType<Api>,
        urn: string,
        given: Values,
        prior: Values | undefined,
    ): Promise<Plan> {
        const { properties } = resource;
        const inputs = inOrder(properties, given);
        const planned = this.planned(resource, inputs, prior);
        const changes = new Set(topProperties(differences(properties, prior ?? {}, planned)));
        const changed = (name: string) => (prior === undefined ? inputs[name] !== undefined : changes.has(name));
        const plan = { inputs, planned, prior, changed };
        const problem = await resource.problem?.(plan, this.api);
        if (problem !== undefined) throw new ProviderError(failure(problem, `diffing ${urn}: `));
        return plan;
    }

    private planned(resource: ResourceType<Api>, inputs: Values, prior: Values | undefined): Values {
        const state = plannedState(resource.properties, inputs, prior);
        return resource.amended?.(state, prior) ?? state;
    }

    private settled(resource: ResourceType<Api>, id: string, planned: Values, reading: Reading, known: Values) {
        const state = settledState(resource.properties, planned, { ...known, ...reading.state });
        return { id, state: { ...inOrder(resource.properties, state), id } };
    }
}

function hasGivenName(properties: Properties, inputs: Values): boolean {
    return Object.entries(properties).some(([name, { autoname }]) => autoname === true && !isChosen(inputs, name));
}

function goneWhileUpdating(urn: string): string {
    return [
        `Resource provider reported that the resource did not exist while updating ${urn}.`,
        "",
        "This is usually a result of the resource having been deleted outside of Pulumi, and can often be fixed by running `pulumi refresh` before updating.",
    ].join("\n");
}
