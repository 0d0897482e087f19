import type { Value, Values } from "../property-values.ts";
import { isValues } from "../property-values.ts";
import { keyThumbprint } from "./key-thumbprint.ts";

/** One step on the way from one set of credentials to another. */
export type RotationStep = { readonly remove: string } | { readonly add: Values };

export interface Rotation {
    readonly steps: readonly RotationStep[];

    /** Credentials that stay, with another end. */
    readonly newEnds: readonly { readonly id: string; readonly expiresAt: string }[];
}

/** Every tenant allows at least this many credentials per client. */
const alwaysAllowed = 2;

/**
 * Orders a change of credentials: while there is room, the new one comes before the old one goes, so that one is always valid; at the
 * limit the old one goes first.
 */
export function credentialRotation(before: readonly Value[], after: readonly Value[], attached: number): Rotation {
    const stays = new Map<Values, Values>();
    const old = before.filter(isValues);
    for (const credential of after.filter(isValues)) {
        const match = old.find(
            (candidate) => ![...stays.values()].includes(candidate) && sameKey(candidate, credential),
        );
        if (match !== undefined) stays.set(credential, match);
    }
    const come = after.filter(isValues).filter((credential) => !stays.has(credential));
    const go = old.filter((credential) => ![...stays.values()].includes(credential));
    return { steps: interleaved(come, go, attached), newEnds: [...stays].flatMap(newEnd) };
}

function interleaved(come: readonly Values[], go: readonly Values[], attached: number): RotationStep[] {
    const steps: RotationStep[] = [];
    let count = attached;
    for (let at = 0; at < Math.max(come.length, go.length); at += 1) {
        const add = come.slice(at, at + 1).map((credential) => ({ add: credential }));
        const remove = go.slice(at, at + 1).map(({ id }) => ({ remove: String(id) }));
        steps.push(...(count < alwaysAllowed ? [...add, ...remove] : [...remove, ...add]));
        count += add.length - remove.length;
    }
    return steps;
}

function sameKey(old: Values, credential: Values): boolean {
    if (typeof old["id"] !== "string" || old["algorithm"] !== credential["algorithm"]) return false;
    const samePem =
        old["pem"] === credential["pem"] ||
        (old["pem"] === "" && old["keyId"] !== "" && keyThumbprint(String(credential["pem"])) === old["keyId"]);
    return samePem && !(old["parseExpiryFromCert"] === true && old["pem"] !== "");
}

function newEnd([credential, old]: [Values, Values]): { id: string; expiresAt: string }[] {
    const { expiresAt } = credential;
    return typeof expiresAt === "string" && expiresAt !== "" && expiresAt !== old["expiresAt"]
        ? [{ id: String(old["id"]), expiresAt }]
        : [];
}
