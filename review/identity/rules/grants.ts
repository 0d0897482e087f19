import { type Phrase, phrase } from "../../phrase.ts";
import type { Resource } from "../../stack-change.ts";
import { appElsewhere } from "../app.ts";
import type { Compared, Said } from "../compared.ts";
import type { Picture } from "../picture.ts";
import { known, property, text, texts } from "../read.ts";
import { referred } from "../referred.ts";
import { types } from "../types.ts";
import { names, sentences } from "../words.ts";

/** Grants to APIs; those to the My Account API come and go with what they are for, and only their scopes are told of here. */
export function grants({ resources, apps, before, after, change }: Compared): Said[] {
    const isGrant = ({ type }: Resource) => type === types.clientGrant;
    const goneApps = apps.gone.flatMap(({ resource }) => resource ?? []);
    const told = (grant: Resource) => isGrant(grant) && !isMyAccount(grant);
    return [
        ...resources.made.filter(told).map((grant) => may(grant, after, change.after)),
        ...resources.gone
            .filter((grant) => told(grant) && referred(grant, "clientId", goneApps).length === 0)
            .map((grant) => mayNot(grant, before, change.before)),
        ...resources.both
            .filter((pair) => isGrant(pair.after))
            .flatMap((pair) => otherScopes(pair.before, pair.after, after, change.after)),
    ];
}

function isMyAccount(grant: Resource): boolean {
    return known(text(grant, "audience"))?.endsWith("/me/") === true;
}

function appOf(grant: Resource, { apps }: Picture, resources: readonly Resource[]): string {
    const clients = apps.flatMap(({ resource }) => resource ?? []);
    const [client] = referred(grant, "clientId", clients);
    const own = apps.find(({ resource }) => resource !== undefined && resource === client);
    const clientId = known(text(grant, "clientId"));
    return (
        own?.name ?? (clientId === undefined ? "an app known after the update" : appElsewhere(clientId, resources).name)
    );
}

function audienceOf(grant: Resource): Phrase {
    const audience = known(text(grant, "audience"));
    return audience === undefined ? ["an API known after the update"] : phrase`API ${audience}`;
}

function may(grant: Resource, picture: Picture, resources: readonly Resource[]): Said {
    const app = appOf(grant, picture, resources);
    const { values } = texts(grant, "scopes");
    const all = property(grant, "allowAllScopes") === true;
    const scopes: Phrase = all ? [", with every scope"] : values.length === 0 ? [] : phrase`, with ${names(values)}`;
    return {
        topic: "apps",
        weight: "wider",
        about: app,
        text: phrase`${app} may get tokens for ${audienceOf(grant)}${[
            property(grant, "subjectType") === "user" ? " for its users" : " for itself, without a user",
        ]}${scopes}.`,
    };
}

function mayNot(grant: Resource, picture: Picture, resources: readonly Resource[]): Said {
    const app = appOf(grant, picture, resources);
    return {
        topic: "apps",
        weight: "narrower",
        about: app,
        text: phrase`${app} may not get tokens for ${audienceOf(grant)} any more.`,
    };
}

function otherScopes(before: Resource, after: Resource, picture: Picture, resources: readonly Resource[]): Said[] {
    const [was, is] = [texts(before, "scopes"), texts(after, "scopes")];
    const made = is.values.filter((scope) => !was.values.includes(scope));
    const gone = is.more ? [] : was.values.filter((scope) => !is.values.includes(scope));
    const every = property(after, "allowAllScopes") === true && property(before, "allowAllScopes") !== true;
    if (made.length + gone.length === 0 && !every) return [];
    const app = appOf(after, picture, resources);
    return [
        {
            topic: "apps",
            weight: made.length > 0 || every ? "wider" : "narrower",
            about: app,
            text: sentences(
                every
                    ? phrase`${app} gets every scope of ${audienceOf(after)}.`
                    : made.length === 0
                      ? undefined
                      : phrase`${app} gets ${names(made)} for ${audienceOf(after)}.`,
                gone.length === 0 ? undefined : phrase`${app} gets ${names(gone)} for ${audienceOf(after)} no more.`,
            ),
        },
    ];
}
