import { expect } from "vitest";
import { Directory, type DirectorySeed } from "../../../sandbox/microsoft/directory.ts";
import { microsoftService } from "../../../sandbox/microsoft/microsoft-service.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { Faults } from "../../../sandbox/service/faults.ts";
import { RequestLog } from "../../../sandbox/service/request-log.ts";
import { served } from "../served.ts";
import { accounts, people, tenantId } from "./login/people.ts";

export { tenantId } from "./login/people.ts";

export const deployerId = "22222222-2222-4222-8222-222222222222";
export const ada = accounts.ada.id;
export const engineers = "66666666-6666-4666-8666-666666666666";
export const nobody = "99999999-9999-4999-8999-999999999999";

export const seed: DirectorySeed = {
    tenantId,
    domain: "contoso.onmicrosoft.com",
    deployer: {
        clientId: "33333333-3333-4333-8333-333333333333",
        clientSecret: "deployer secret: 100% & +",
        objectId: deployerId,
    },
    principals: [
        { id: ada, type: "user", displayName: "Ada" },
        { id: engineers, type: "group", displayName: "Engineers" },
    ],
    accounts: people,
};

/** Where the deployer's directory objects are, as an owner is named. */
export function directoryObject(id: string): string {
    return `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;
}

/** A clock that stands still until it is moved, so that dates can be told exactly. */
class StandingClock extends Clock {
    private time = Date.parse("2026-11-23T08:00:00Z");

    override now(): Date {
        return new Date(this.time);
    }

    override set(time: Date): void {
        this.time = time.getTime();
    }

    override advance(milliseconds: number): void {
        this.time += milliseconds;
    }
}

/** Microsoft over TLS for one test file, with the deployer signed in. */
export interface Microsoft {
    readonly directory: Directory;
    readonly clock: Clock;
    readonly faults: Faults;
    readonly requests: RequestLog;
    readonly fetch: typeof fetch;

    /** Where the service listens, and the certificate it is trusted by, for clients that fetch is not. */
    readonly port: number;
    readonly caPem: string;

    /** Calls Microsoft Graph as the deployer, `graph("POST", "/v1.0/applications", {…})`. */
    graph(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;

    /** Asks the token endpoint. */
    token(form: Record<string, string>, tenant?: string): Promise<Answer>;
    close(): Promise<void>;
}

/** A reply; its body from JSON. */
export interface Answer {
    readonly status: number;
    // biome-ignore lint/suspicious/noExplicitAny: a reply is read as the tests expect it to be
    readonly body: any;
}

/** Starts Microsoft at 2026-11-23T08:00:00Z. @param roles the deployer's application permissions; those of a deployment if none */
export async function startMicrosoft(roles?: readonly string[]): Promise<Microsoft> {
    const context = { clock: new StandingClock(), faults: new Faults(), requests: new RequestLog() };
    const deployer = roles === undefined ? seed.deployer : { ...seed.deployer, roles };
    const directory = new Directory({ ...seed, deployer }, context.clock);
    const { caPem, close, fetch, port } = await served(microsoftService(directory, context));

    const token: Microsoft["token"] = async (form, tenant = tenantId) =>
        answer(
            await fetch(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
                method: "POST",
                headers: { "content-type": "application/x-www-form-urlencoded" },
                body: new URLSearchParams(form),
            }),
        );
    // A fresh one for every call: tests move the clock past the end of tokens.
    const deployerToken = async () => (await token(deployerForm)).body.access_token;
    const graph: Microsoft["graph"] = async (method, path, body, bearer) =>
        answer(
            await fetch(`https://graph.microsoft.com${path}`, {
                method,
                headers: {
                    authorization: `Bearer ${bearer ?? (await deployerToken())}`,
                    "content-type": "application/json",
                },
                ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
            }),
        );
    return { ...context, directory, fetch, port, caPem, graph, token, close };
}

export const deployerForm = {
    grant_type: "client_credentials",
    client_id: seed.deployer.clientId,
    client_secret: seed.deployer.clientSecret,
    scope: "https://graph.microsoft.com/.default",
};

/** Status and body of a refusal of Microsoft Graph; of `innerError`, whose ids differ every time, only the shape counts. */
export function refusal(status: number, code: string, message: string, details?: unknown): Partial<Answer> {
    const innerError = {
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        "request-id": expect.stringMatching(guid),
        "client-request-id": expect.stringMatching(guid),
    };
    return {
        status,
        body: { error: { code, message, ...(details === undefined ? {} : { details }), innerError } },
    };
}

/** The refusal of what is not there. */
export function notFound(id: string): Partial<Answer> {
    return refusal(
        404,
        "Request_ResourceNotFound",
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
}

export const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A reply to a change that has nothing to say. */
export const done = { status: 204, body: undefined };

/** A new app registration of the deployer's. */
export async function createApplication(microsoft: Microsoft, properties: object = {}): Promise<Answer["body"]> {
    const { body, status } = await microsoft.graph("POST", "/v1.0/applications", {
        displayName: "Login",
        ...properties,
    });
    expect(status).toBe(201);
    return body;
}

/** A new app registration and its service principal, both the deployer's. */
export async function createClient(microsoft: Microsoft, properties: object = {}): Promise<Client> {
    const application = await createApplication(microsoft, properties);
    const { body, status } = await microsoft.graph("POST", "/v1.0/servicePrincipals", { appId: application.appId });
    expect(status).toBe(201);
    return { application, servicePrincipal: body };
}

export interface Client {
    readonly application: Answer["body"];
    readonly servicePrincipal: Answer["body"];
}

/** Everything a personal-account app registration needs. */
export const personal = {
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    api: { requestedAccessTokenVersion: 2 },
};

/** A response, read. */
export async function answer(response: Response): Promise<Answer> {
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
