import { type Properties, type PropertyValue, secretMark, unknownMark } from "../stack-change.ts";

/** Name of the property that says what an object of the engine stands for (Pulumi, `resource.SigKey`). */
export const signatureName = "4dabf18193072939515e22adb298388d";

/** Signature of a secret. */
export const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Signature of a value that carries what it depends on, and whether it is secret. */
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Signatures of what stands for a file or for another resource, and the property that tells which. */
const references: Readonly<Record<string, string>> = {
    "5cf8f73096256a8f31e491e813e4eb8e": "urn",
    c44067f5952c0a294b673a41bacd8c17: "hash",
    "0def7320c3a5731c473e5ecbe6d01bc7": "hash",
};

/** What the engine writes where a text, number, boolean, list, object, asset or archive is not known yet (Pulumi, `plugin/rpc.go`). */
const unknownValues = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
]);

/** What the engine writes in events where a secret was. */
const blinded = "[secret]";

/** A value as the engine records it, with our marks for secrets and for what is not known yet. */
function recordedValue(recorded: unknown): PropertyValue {
    if (typeof recorded === "string") {
        if (recorded === blinded) return secretMark;
        return unknownValues.has(recorded) ? unknownMark : recorded;
    }
    if (typeof recorded === "number" || typeof recorded === "boolean") return recorded;
    if (Array.isArray(recorded)) return recorded.map(recordedValue);
    if (typeof recorded !== "object" || recorded === null) return null;
    return signatureName in recorded ? signedValue(recorded) : recordedProperties(recorded);
}

/** Properties as the engine records them; what bridged providers note for themselves under `__…` is left out. */
export function recordedProperties(recorded: object | null | undefined): Properties {
    return Object.fromEntries(
        Object.entries(recorded ?? {})
            .filter(([name]) => !name.startsWith("__"))
            .map(([name, value]) => [name, recordedValue(value)]),
    );
}

/** A signature nobody knows may be a secret's of tomorrow. */
function signedValue(recorded: object): PropertyValue {
    const fields = new Map<string, unknown>(Object.entries(recorded));
    const signature = String(fields.get(signatureName));
    if (signature === outputSignature && fields.get("secret") !== true) {
        return fields.has("value") ? recordedValue(fields.get("value")) : unknownMark;
    }
    const tells = references[signature];
    return tells === undefined ? secretMark : String(fields.get(tells));
}
