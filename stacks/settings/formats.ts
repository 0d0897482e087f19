import { isIPv4 } from "node:net";
import { publicKeyPem } from "../../infra/public-key.ts";
import { dayFrom, momentFrom } from "./dates.ts";

/** What a text of the settings has to look like. */
export interface Format {
    /** What is allowed, as the person reads it. */
    readonly allowed: string;

    /** The same for an editor and for the first check. */
    readonly pattern: RegExp;

    readonly example: string;

    /** What the pattern cannot say. */
    readonly holds?: (text: string) => boolean;

    /** A text of several lines. @default it is of one */
    readonly hasLines?: boolean;

    /** The valid text that an invalid one most likely stands for; it is offered only if it is valid. */
    readonly repair: (text: string) => string | undefined;
}

/** Whether a text has a format. */
export function hasFormat(format: Format, text: string): boolean {
    const isSeen = format.hasLines === true ? isSeenText(text.replaceAll(/[\r\n]/g, "")) : isSeenText(text);
    return isSeen && format.pattern.test(text) && (format.holds?.(text) ?? true);
}

/** The valid text nearest to an invalid one, if there is one. */
export function repaired(format: Format, text: string): string | undefined {
    const repair = format.repair(text.toWellFormed().replaceAll(unseen, " "));
    return repair !== undefined && hasFormat(format, repair) ? repair : undefined;
}

/** Control characters, and those that turn the direction of a text: a name with them passes for another where people read it. */
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function isSeenText(text: string): boolean {
    return text.isWellFormed() && text.search(unseen) === -1;
}

const loopback = String.raw`(localhost|127\.0\.0\.1|\[::1\])`;
const port = String.raw`(:\d{1,5})?`;

const exampleKey =
    '{"kty":"RSA","e":"AQAB","n":"yLFLUCS_Atn2h5FNOKOyEVMt4KKITrKw7Y_op3h9YF6CWsIeJ-VOep5ZipM09VsoLrnY7A538cI2Why-vaeJ139eWrsKsbaTwQpAqcUnUz-EfFzZx2W5HDaGOfc_C_KrIA8BuC89mgmzN2BTd50I-NRO1u1vvuhjibICgB2Wu_tjkchNeQKrxNdrIZlqsBW7d4WZjCAZR_EvmrMztCidhbApPJ6uro9Tk6zTAvyQO0TGj4rMU79G3hf8JzC49aaXzxhL4usW1g-YWkMfQgIgaS38YMK4vDk6dwSk8Koe6zBN44PqoetJK1AGayPZsKD4uUO-aIIjq4BHOHiQLj_l-Q"}';

export const formats = {
    hostName: {
        allowed: "a bare host name in lower case: no scheme, no port, no path",
        pattern: /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
        example: "login.example.com",
        repair: (text) =>
            /^(?:[a-z]+:\/\/)?(?:[^/@]*@)?([^/:?#]+)/i.exec(text.trim())?.[1]?.toLowerCase().replace(/\.$/, ""),
    },
    guid: {
        allowed: "a GUID in lower case",
        pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        example: "5f0c6a3e-8f0b-4b0e-9a55-6d1f4f1c2b7a",
        repair: (text) => text.trim().replaceAll(/[{}]/g, "").toLowerCase(),
    },
    logicalName: {
        allowed: "lower-case letters, digits and single hyphens, a letter first, at most 64; not constructor",
        // What JavaScript's own objects have would be found where nothing was declared.
        pattern: /^(?!constructor$)(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
        example: "microsoft",
        repair: (text) => hyphenated(text.toLowerCase().replace(/^[^a-z]+/, ""), 64),
    },
    connectionName: {
        allowed: "letters, digits and single hyphens, a letter or digit first and last, at most 128",
        pattern: /^(?=.{1,128}$)[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$/,
        example: "microsoft",
        repair: (text) => hyphenated(text, 128),
    },
    label: {
        allowed: "a text of one line without control characters, at most 128 characters, no space first or last",
        pattern: /^(?=.{1,128}$)\S(.*\S)?$/,
        example: "Microsoft",
        repair: (text) => text.replaceAll(/\s+/g, " ").trim().slice(0, 128).trim(),
    },
    appName: {
        allowed: "a text of one line without control characters, at most 256 characters, no space first or last",
        pattern: /^(?=.{1,256}$)\S(.*\S)?$/,
        example: "Acme sign-in",
        repair: (text) => text.replaceAll(/\s+/g, " ").trim().slice(0, 256).trim(),
    },
    description: {
        allowed: "a text of at most 140 characters",
        pattern: /^[\s\S]{0,140}$/,
        example: "Bookings, for everyone at Acme",
        hasLines: true,
        repair: (text) => text.slice(0, 140).trim(),
    },
    upstreamValue: {
        allowed: "a text of one line",
        pattern: /^.*$/,
        example: "acme.example",
        repair: (text) => text.replaceAll(/\s+/g, " ").trim(),
    },
    clientName: {
        allowed: "a text of one line without < and >, at most 128 characters, no space first or last",
        pattern: /^(?=.{1,128}$)[^\s<>]([^<>\r\n]*[^\s<>])?$/,
        example: "Acme Portal",
        repair: (text) => text.replaceAll(/[<>]/g, "").replaceAll(/\s+/g, " ").trim().slice(0, 128).trim(),
    },
    clientId: {
        allowed: "the client id of an application in Auth0: 32 letters and digits",
        pattern: /^[A-Za-z0-9]{32}$/,
        example: "hT3kWv9QmZ2xLr8NcB5yJd7PfG4sKa6U",
        repair: (text) => text.trim(),
    },
    organization: {
        allowed:
            "the name of an Auth0 Organization (lower-case letters, digits, _ and -, at most 50) or its id (org_ and 16 letters and digits)",
        pattern: /^(org_[A-Za-z0-9]{16}|(?!org_)[a-z0-9][a-z0-9_-]{0,49})$/,
        example: "acme",
        repair: (text) => text.trim().toLowerCase().replaceAll(/\s+/g, "-"),
    },
    url: {
        allowed: "one exact https address (http only for localhost): no wildcard, no fragment, no user name",
        pattern: new RegExp(String.raw`^(https://[^\s#*@]+|http://${loopback}${port}([/?][^\s#*@]*)?)$`),
        example: "https://portal.example.com/callback",
        holds: hasHost,
        repair: (text) => withHttps(text.trim().replace(/#.*$/, "")),
    },
    origin: {
        allowed: "an https origin (http only for localhost): scheme, host and port, and no path",
        pattern: new RegExp(`^(https://[a-z0-9.-]+|http://${loopback})${port}$`),
        example: "https://app.example.com",
        holds: (text) => URL.canParse(text) && new URL(text).origin === text,
        repair: (text) => originOf(withHttps(text.trim())),
    },
    iconUrl: {
        allowed: "an https address",
        pattern: /^https:\/\/[^\s#*@]+$/,
        example: "https://assets.example.com/microsoft.svg",
        holds: hasHost,
        repair: (text) => text.trim().replace(/^http:/i, "https:"),
    },
    apiIdentifier: {
        allowed: "the audience of the API's tokens, usually its address: no spaces, at most 600 characters",
        pattern: /^\S{1,600}$/,
        example: "https://api.example.com",
        repair: (text) => text.replaceAll(/\s/g, "").slice(0, 600),
    },
    scopeValue: {
        allowed: "a scope without spaces, quotes and backslashes, at most 280 characters",
        pattern: /^[^\s"\\]{1,280}$/,
        example: "read:reports",
        repair: (text) => text.replaceAll(/[\s"\\]+/g, "").slice(0, 280),
    },
    upstreamParam: {
        allowed: "the name of a parameter of Microsoft's authorize endpoint: lower-case letters, digits and _",
        pattern: /^[a-z][a-z0-9_]{0,63}$/,
        example: "domain_hint",
        repair: (text) =>
            text
                .trim()
                .toLowerCase()
                .replaceAll(/[^a-z0-9]+/g, "_"),
    },
    day: {
        allowed: "a day that exists, YYYY-MM-DD",
        pattern: /^20\d{2}-\d{2}-\d{2}( 00:00:00 \+0000 UTC)?$/,
        example: "2026-11-02",
        holds: (text) => dayFrom(text) === text.slice(0, 10),
        repair: dayFrom,
    },
    moment: {
        allowed: "a moment that exists, in whole seconds and UTC: YYYY-MM-DDTHH:MM:SSZ, or a day for its start",
        pattern: /^20\d{2}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z| \d{2}:\d{2}:\d{2} \+0000 UTC)?$/,
        example: "2027-04-30T00:00:00Z",
        holds: (text) => momentFrom(text) !== undefined,
        repair: momentFrom,
    },
    publicKey: {
        allowed:
            "a public RSA key of 2048 bits or more, as PEM (-----BEGIN PUBLIC KEY-----) or as a JWK in JSON; never a private key",
        pattern: /^(-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*|\{[\s\S]+\}\s*)$/,
        // Nobody has its private key.
        example: exampleKey,
        hasLines: true,
        holds: (text) => publicKeyPem(text) !== undefined,
        repair: () => undefined,
    },
    vaultName: {
        allowed: "3 to 24 letters, digits and single hyphens, a letter first, no hyphen last",
        pattern: /^(?=.{3,24}$)[a-zA-Z](-?[a-zA-Z0-9])*$/,
        example: "kv-acme-identity",
        repair: (text) => hyphenated(text.replace(/^[^a-zA-Z]+/, ""), 24),
    },
    resourceGroup: {
        allowed: "letters, digits, _ - . ( and ), no dot last, at most 90",
        pattern: /^[\w.()-]{0,89}[\w()-]$/,
        example: "rg-identity",
        repair: (text) =>
            text
                .trim()
                .replaceAll(/[^\w.()-]+/g, "-")
                .slice(0, 90)
                .replace(/\.+$/, ""),
    },
    azureLocation: {
        allowed: "the name of an Azure region: lower-case letters and digits",
        pattern: /^[a-z][a-z0-9]{2,40}$/,
        example: "westeurope",
        repair: (text) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ""),
    },
    ipRange: {
        allowed: "a public IPv4 address, or a range of them such as 203.0.113.0/24",
        pattern: /^\d{1,3}(\.\d{1,3}){3}(\/([0-9]|[12][0-9]|3[0-2]))?$/,
        example: "203.0.113.10",
        holds: (text) => isIPv4(text.replace(/\/\d+$/, "")),
        repair: (text) => text.replaceAll(/\s+/g, ""),
    },
} satisfies Record<string, Format>;

/** Name of a format. */
export type FormatName = keyof typeof formats;

function hyphenated(text: string, length: number): string {
    return text
        .replaceAll(/[^a-zA-Z0-9]+/g, "-")
        .slice(0, length)
        .replaceAll(/^-|-$/g, "");
}

function withHttps(text: string): string {
    return /^https?:\/\//i.test(text)
        ? text.replace(new RegExp(`^http://(?!${loopback})`, "i"), "https://")
        : `https://${text}`;
}

/** Node takes more for a host than there can be: `https://{`. */
function hasHost(text: string): boolean {
    return URL.canParse(text) && hasFormat(formats.origin, new URL(text).origin);
}

function originOf(text: string): string | undefined {
    return URL.canParse(text) ? new URL(text).origin : undefined;
}
