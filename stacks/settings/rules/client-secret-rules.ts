import { daysAfter, daysBetween } from "../dates.ts";
import { usableEntries } from "../draft.ts";
import { formats } from "../formats.ts";
import { type KeyPath, setCommand } from "../key-path.ts";
import { type ConnectionSubject, connectionRule, type Finding, finding, findingIf, type Rule } from "../rule.ts";
import type { SecretSlot } from "../settings.ts";

/** What holds in a client secret's slots. Whether one has ended is no rule: a program has no clock. */
export const clientSecretRules: readonly Rule[] = [
    connectionRule("an app registration has a client secret", ({ connection, settings, at }) =>
        findingIf(
            !("clientSecret" in connection) && !("appRegistration" in connection),
            at("clientSecret"),
            undefined,
            "the active slot, and each slot's day of issue and its end",
            [
                setCommand(at("clientSecret", "active"), "a"),
                ...newSlot(at("clientSecret", "slots", "a"), settings),
            ].join(" && "),
        ),
    ),
    connectionRule("the active slot is declared", ({ connection: { clientSecret }, settings, at }) => {
        const { active, slots } = clientSecret ?? {};
        const [declared] = Object.keys(slots ?? {});
        return findingIf(
            active !== undefined && active !== "existing" && slots !== undefined && !Object.hasOwn(slots, active),
            at("clientSecret", "active"),
            active,
            "a slot that slots declares",
            declared === undefined
                ? newSlot(at("clientSecret", "slots", active ?? "a"), settings).join(" && ")
                : setCommand(at("clientSecret", "active"), declared),
        );
    }),
    connectionRule("an existing secret has no slots beside it", ({ connection: { clientSecret }, at }) => {
        const [declared] = Object.keys(clientSecret?.slots ?? {});
        return findingIf(
            clientSecret?.active === "existing" && declared !== undefined,
            at("clientSecret", "active"),
            "existing",
            "a slot that slots declares: with one, the connection no longer keeps the secret that it had",
            setCommand(at("clientSecret", "active"), declared ?? "a"),
        ).map((broken) => ({ ...broken, given: '"existing"' }));
    }),
    connectionRule("a slot ends after it is issued", (subject) =>
        slotsOf(subject)
            .filter(({ issued, ends }) => daysBetween(issued, ends) <= 0)
            .map((slot) => endsFinding(slot, "a moment after issued")),
    ),
    connectionRule("a slot lasts no longer than allowed", (subject) =>
        slotsOf(subject)
            .filter(({ issued, ends, longest }) => daysBetween(issued, ends) > longest)
            .map((slot) =>
                endsFinding(slot, `at most secretLifetimeDays (${slot.longest}) days after issued (${slot.issued})`),
            ),
    ),
];

interface Slot extends SecretSlot {
    readonly path: KeyPath;
    readonly longest: number;
}

/** The slots of which all is usable. */
function slotsOf({ connection, settings, at }: ConnectionSubject): Slot[] {
    return usableEntries(connection.clientSecret?.slots).flatMap(([name, { issued, ends }]) => {
        const longest = settings.secretLifetimeDays;
        if (issued === undefined || ends === undefined || longest === undefined) return [];
        return [{ path: at("clientSecret", "slots", name, "ends"), issued, ends, longest }];
    });
}

function endsFinding({ path, issued, ends, longest }: Slot, allowed: string): Finding {
    return finding(path, ends, allowed, setCommand(path, daysAfter(issued, longest)));
}

function newSlot(path: KeyPath, { secretLifetimeDays = 1 }: ConnectionSubject["settings"]): string[] {
    const issued = formats.day.example;
    return [
        setCommand([...path, "issued"], issued),
        setCommand([...path, "ends"], daysAfter(issued, secretLifetimeDays)),
    ];
}
