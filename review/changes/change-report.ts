import { nameOfUrn, typeOfUrn } from "../engine-data/urn.ts";
import { type Phrase, phrase } from "../phrase.ts";
import type { ChangeReport, PropertyReport } from "../report.ts";
import {
    type PropertyChange,
    type PropertyValue,
    type Resource,
    type ResourceChange,
    type StackChange,
    secretMark,
} from "../stack-change.ts";
import { kindOf, kindOfType } from "./kinds.ts";
import { lastName } from "./parts.ts";
import { riskOf } from "./risk.ts";
import { slotOf } from "./slots.ts";
import { summary } from "./summary.ts";
import { shownName, valuePhrase } from "./value-phrase.ts";

/** One resource's change as the report has it. Its summary is to be read after its kind and name. */
export function changeReport(change: ResourceChange, stackChange: StackChange): ChangeReport {
    const { urn, type, name, operation, order, reasons, properties, hidden } = change;
    const kind = kindOf(change, stackChange);
    return {
        urn,
        type,
        name,
        kind: kind ?? "resource",
        operation,
        ...(order === undefined ? {} : { order }),
        reasons: reasons.map(reasonPhrase),
        risk: riskOf(kind, change),
        summary: summary(kind, change, stackChange),
        properties: properties.map((property) => propertyReport(type, property, stackChange)),
        hidden,
    };
}

function reasonPhrase(reason: string): Phrase {
    if (!reason.startsWith("urn:pulumi:")) return phrase`${shownName(reason)} cannot be changed in place`;
    const kind = kindOfType(typeOfUrn(reason)) ?? "resource";
    return phrase`${[kind]} ${nameOfUrn(reason)} is replaced`;
}

function propertyReport(type: string, property: PropertyChange, { before, after }: StackChange): PropertyReport {
    const { path, kind, source, replaces } = property;
    const shown = (value: PropertyValue, made: Resource | undefined) =>
        value === secretMark && made !== undefined
            ? ["[secret], ", ...slotOf(made)]
            : valuePhrase(type, lastName(path), value);
    const [was, is] = [
        before.find(({ urn }) => urn === source?.before),
        after.find(({ urn }) => urn === source?.after),
    ];
    return {
        path: shownName(path),
        kind,
        ...(property.before === undefined ? {} : { before: shown(property.before, was) }),
        ...(property.after === undefined ? {} : { after: shown(property.after, is) }),
        replaces,
    };
}
