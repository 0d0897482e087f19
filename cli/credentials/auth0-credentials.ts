import type { OperatorCredentials } from "../../clouds/management.ts";
import { assertionAlgorithms } from "../../clouds/management-token.ts";
import { rsaPrivateKey } from "../../clouds/rsa-private-key.ts";
import type { CredentialsFor, Environment, Read } from "./read.ts";

/** Auth0's: a client with its secret or its private key, or a token. */
export function auth0Credentials(
    environment: Environment,
    { stack, tenantDomain }: CredentialsFor,
): Read<OperatorCredentials> {
    const value = (name: string) => environment[name] ?? "";
    const isSet = (name: string) => value(name) !== "";
    const domain = value("AUTH0_DOMAIN");
    const way = auth0Ways.filter(({ named }) => isSet(named));
    const problems = [
        ...(domain === "" ? ["AUTH0_DOMAIN is not set: the tenant's domain"] : []),
        ...(domain !== "" && tenantDomain !== undefined && domain !== tenantDomain
            ? [
                  `AUTH0_DOMAIN is ${domain}, and stack ${stack} is deployed to ${tenantDomain}: set that tenant's credentials`,
              ]
            : []),
        ...(way.length === 0
            ? [
                  "AUTH0_CLIENT_SECRET is not set, nor AUTH0_CLIENT_ASSERTION_PRIVATE_KEY, nor AUTH0_API_TOKEN: set one of them",
              ]
            : []),
        ...(way.length > 1
            ? [`${way.map(({ named }) => named).join(" and ")} are set: the provider takes one of them`]
            : []),
        ...missingOf(way[0]?.with ?? ["AUTH0_CLIENT_ID"], isSet),
        ...(way.some(({ named }) => named === "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY") ? keyProblems(value) : []),
    ];
    if (problems.length > 0) return { value: undefined, problems };
    return { value: { domain, ...way[0]?.read(value) } as OperatorCredentials, problems };
}

/** Ways to sign in to Auth0; a variable that is set stands for its way. */
const auth0Ways = [
    {
        named: "AUTH0_CLIENT_SECRET",
        with: ["AUTH0_CLIENT_ID"],
        read: (value: Value) => ({ clientId: value("AUTH0_CLIENT_ID"), clientSecret: value("AUTH0_CLIENT_SECRET") }),
    },
    {
        named: "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
        with: ["AUTH0_CLIENT_ID", "AUTH0_CLIENT_ASSERTION_SIGNING_ALG"],
        read: (value: Value) => ({
            clientId: value("AUTH0_CLIENT_ID"),
            privateKey: value("AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"),
            signingAlg: value("AUTH0_CLIENT_ASSERTION_SIGNING_ALG"),
        }),
    },
    { named: "AUTH0_API_TOKEN", with: [], read: (value: Value) => ({ apiToken: value("AUTH0_API_TOKEN") }) },
] as const;

type Value = (name: string) => string;

function missingOf(names: readonly string[], isSet: (name: string) => boolean): string[] {
    return names.filter((name) => !isSet(name)).map((name) => `${name} is not set`);
}

function keyProblems(value: Value): string[] {
    const algorithm = value("AUTH0_CLIENT_ASSERTION_SIGNING_ALG");
    const known: readonly string[] = assertionAlgorithms;
    return [
        ...(algorithm === "" || known.includes(algorithm)
            ? []
            : [
                  `AUTH0_CLIENT_ASSERTION_SIGNING_ALG is ${algorithm}: Auth0 takes ${known.slice(0, -1).join(", ")} or ${known.at(-1)}`,
              ]),
        ...(isRsaKey(value("AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"))
            ? []
            : [
                  "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY is not an RSA private key in PEM form: its text is needed, from -----BEGIN to the end, line ends included",
              ]),
    ];
}

function isRsaKey(pem: string): boolean {
    try {
        rsaPrivateKey(pem);
        return true;
    } catch {
        return false;
    }
}
