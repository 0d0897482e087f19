import type { Case } from "./case.ts";
import { clients } from "./clients.ts";
import { connections } from "./connections.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { gone } from "./gone.ts";
import { knownState } from "./known-state.ts";
import { registrations } from "./registrations.ts";
import type { StateView } from "./state-view.ts";

/** What is to be diagnosed. */
export interface DiagnosisArgs extends Omit<Case, "state"> {
    readonly state: StateView;
}

/** Compares a state with both clouds: what an operation made, or was doing, and did not live to note. */
export function diagnose({ state, ...rest }: DiagnosisArgs): Diagnosis {
    const lost = gone(state.resources, rest.seen);
    const resources = state.resources.filter((one) => !lost.includes(one));
    const about: Case = { ...rest, state: knownState({ ...state, resources }) };
    const ofMicrosoft = registrations(about);
    const ofClients = clients(about);
    const ofConnections = connections(about, ofMicrosoft.applications, ofClients.clientIds);
    return {
        takes: [...ofMicrosoft.takes, ...ofConnections.takes, ...ofClients.takes],
        forgets: state.pending
            .filter(({ operation }) => operation === "creating")
            .map(({ name, type }) => `${type.split(":").at(-1)} ${name}`),
        settles: [...new Set(unsettled({ ...state, resources }))],
        gone: [...new Set(lost.map(({ urn }) => urn))],
        secrets: ofMicrosoft.secrets,
        removes: [...ofMicrosoft.removes, ...ofClients.removes],
        left: [...ofMicrosoft.left, ...ofConnections.left, ...ofClients.left],
    };
}

/** What was being changed or deleted, and is in the state still. */
function unsettled({ pending, resources }: StateView): string[] {
    return pending
        .filter(({ operation, urn }) => operation !== "creating" && resources.some((one) => one.urn === urn))
        .map(({ urn }) => urn);
}
