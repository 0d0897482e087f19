import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TokenAnswer } from "../../infra/secret-verdict.ts";
import { acceptance, tryClientSecret } from "../../infra/try-client-secret.ts";
import { record } from "./record.ts";

const accepted: TokenAnswer = { status: 200, body: "{}" };
const unknown: TokenAnswer = {
    status: 401,
    body: JSON.stringify({ error_description: "AADSTS7000215: Invalid client secret provided." }),
};
const ended: TokenAnswer = {
    status: 401,
    body: JSON.stringify({ error_description: "AADSTS7000222: The keys are expired." }),
};
const blocked: TokenAnswer = {
    status: 400,
    body: JSON.stringify({ error_description: "AADSTS53003: Access has been blocked by Conditional Access policies." }),
};
const wrongEndpoint: TokenAnswer = {
    status: 400,
    body: JSON.stringify({ error_description: "AADSTS9002346: Please use the /consumers endpoint." }),
};

describe("acceptance", () => {
    async function ask(answers: TokenAnswer[], audience: "AzureADMyOrg" | "PersonalMicrosoftAccount" = "AzureADMyOrg") {
        const reports: string[] = [];
        let time = 0;
        let asked = 0;
        const outcome = await acceptance({
            ask: async () => {
                asked += 1;
                return answers[asked - 1] ?? unknown;
            },
            audience,
            patience: { forMs: 10_000, everyMs: 4_000 },
            report: (text) => reports.push(text),
            now: () => time,
            wait: async (ms) => {
                time += ms;
            },
        }).then(
            () => "accepted",
            (error: Error) => error.message,
        );
        return { outcome, asked, reports, time };
    }

    it("says nothing about a secret that works at once", async () => {
        expect(await ask([accepted])).toEqual({ outcome: "accepted", asked: 1, reports: [], time: 0 });
    });

    it("waits while Microsoft does not know the secret, and says so", async () => {
        expect(await ask([unknown, unknown, accepted])).toEqual({
            outcome: "accepted",
            asked: 3,
            reports: [
                "waiting until Microsoft knows the new client secret: 0 s of at most 10 s, usually under 20 s",
                "waiting until Microsoft knows the new client secret: 4 s of at most 10 s, usually under 20 s",
                "Microsoft knows the new client secret after 8 s.",
            ],
            time: 8_000,
        });
    });

    it("gives up when patience ends, not after", async () => {
        const { outcome, asked, time } = await ask([]);
        expect({ outcome, asked, time }).toEqual({
            outcome:
                "Microsoft did not know the new client secret after 8 s and 3 tries: AADSTS7000215: Invalid client secret provided. The connection keeps the one it has; run `pulumi up` again in some minutes, it only switches the connection then.",
            asked: 3,
            time: 8_000,
        });
    });

    it("shows any other refusal at once", async () => {
        expect(await ask([ended])).toEqual({
            outcome:
                "Microsoft did not take the new client secret: AADSTS7000222: The keys are expired. The secret has ended already: renew the slot with an end that is to come. The connection keeps the one it has; run `pulumi up` again when this is settled.",
            asked: 1,
            reports: [],
            time: 0,
        });
    });

    it("shows Conditional Access in the middle of the wait, and asks no more", async () => {
        const { asked, outcome, reports } = await ask([unknown, blocked, accepted]);
        expect({ asked, outcome, reports }).toEqual({
            asked: 2,
            outcome:
                "Microsoft did not take the new client secret: AADSTS53003: Access has been blocked by Conditional Access policies. A Conditional Access policy for workload identities blocks the app: exclude its service principal, or allow where this runs. The connection keeps the one it has; run `pulumi up` again when this is settled.",
            reports: ["waiting until Microsoft knows the new client secret: 0 s of at most 10 s, usually under 20 s"],
        });
    });

    it("does not use an ended secret of an app for personal accounts only", async () => {
        expect((await ask([ended], "PersonalMicrosoftAccount")).outcome).toContain("AADSTS7000222");
    });

    it("uses a secret untried where personal accounts have no endpoint to try it at", async () => {
        expect(await ask([wrongEndpoint], "PersonalMicrosoftAccount")).toEqual({
            outcome: "accepted",
            asked: 1,
            reports: [
                "the new client secret is used untried, personal accounts have no endpoint for it: AADSTS9002346: Please use the /consumers endpoint.",
            ],
            time: 0,
        });
    });
});

describe("the hook of a connection", () => {
    afterEach(() => {
        vi.unstubAllGlobals();
        vi.restoreAllMocks();
    });

    const options = (clientSecret: string) => ({ options: pulumi.secret({ clientId: "app", clientSecret }) });

    async function call(inputs: { newInputs?: object; oldInputs?: object }, reply: Response | Error) {
        const fetched = vi.fn<typeof fetch>(async () => {
            if (reply instanceof Error) throw reply;
            return reply;
        });
        vi.stubGlobal("fetch", fetched);
        let hook: pulumi.ResourceHook | undefined;
        await record(() => {
            const about = new pulumi.ComponentResource("microsoft-connection:index:MicrosoftConnection", "ms");
            hook = tryClientSecret("ms", { tenantId: "directory", audience: "AzureADMyOrg" }, about);
        });
        const outcome = await hook?.callback({ urn: "", id: "", name: "ms", type: "", ...inputs })?.then(
            () => "accepted",
            (error: Error) => error.message,
        );
        return { name: hook?.name, outcome, requests: fetched.mock.calls };
    }

    it("sends a new secret to the directory's token endpoint", async () => {
        const { name, outcome, requests } = await call({ newInputs: options("s3cret-b") }, new Response("{}"));
        const [url, request] = requests[0] ?? [];
        expect({
            name,
            outcome,
            tries: requests.length,
            url,
            method: request?.method,
            body: String(request?.body),
        }).toEqual({
            name: "try-client-secret/ms",
            outcome: "accepted",
            tries: 1,
            url: "https://login.microsoftonline.com/directory/oauth2/v2.0/token",
            method: "POST",
            body: "grant_type=client_credentials&client_id=app&client_secret=s3cret-b&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default",
        });
    });

    it("asks nobody when the secret is the one the connection has", async () => {
        const { outcome, requests } = await call(
            { newInputs: options("same"), oldInputs: options("same") },
            new Error("not to be asked"),
        );
        expect({ outcome, requests }).toEqual({ outcome: "accepted", requests: [] });
    });

    it("tries the secret when it differs from the one the connection has", async () => {
        const { outcome, requests } = await call(
            { newInputs: options("s3cret-b"), oldInputs: options("old") },
            new Response("{}"),
        );
        expect({ outcome, tries: requests.length }).toEqual({ outcome: "accepted", tries: 1 });
    });

    it("keeps the secret out of what it says", async () => {
        const body = JSON.stringify({ error_description: "AADSTS900: sent hush" });
        const { outcome } = await call({ newInputs: options("hush") }, new Response(body, { status: 400 }));
        expect(outcome).toBe(
            "Microsoft did not take the new client secret: AADSTS900: sent [secret] The connection keeps the one it has; run `pulumi up` again when this is settled.",
        );
    });

    it("says why Microsoft cannot be reached", async () => {
        const failure = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:1") });
        const { outcome } = await call({ newInputs: options("s3cret-b") }, failure);
        expect(outcome).toBe(
            "https://login.microsoftonline.com/directory/oauth2/v2.0/token cannot be reached to try the new client secret: fetch failed (connect ECONNREFUSED 127.0.0.1:1). The connection keeps the one it has; run `pulumi up` again.",
        );
    });
});
