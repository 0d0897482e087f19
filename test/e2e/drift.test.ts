import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { driftIn } from "../../cli/drift/drift-in.ts";
import { projectName } from "../../cli/stack-settings.ts";
import { driftJson } from "../../operate/drift/drift-json.ts";
import { driftMarkdown } from "../../operate/drift/drift-markdown.ts";
import { type DriftReport, outcomeOf } from "../../operate/drift/drift-report.ts";
import { driftText } from "../../operate/drift/drift-text.ts";
import { commandsOfTests } from "./commands.ts";
import { byHand, type Hands } from "./drift/by-hand.ts";
import { type Rehearsed, rehearsed, repository } from "./rehearsed.ts";

const program = `${repository}/stacks/index.mjs`;
const otherDomain = "login.acme-dev.example";

describe("drift", () => {
    let run: Rehearsed;
    let hands: Hands;

    beforeAll(async () => {
        run = await rehearsed({
            seed: (seed) => ({
                ...seed,
                tenant: {
                    ...seed.tenant,
                    customDomains: [{ domain: otherDomain, status: "ready" as const }],
                    myAccountApis: [`https://${otherDomain}/me/`],
                    clients: [{ clientId: "foreignForeignForeign", name: "Foreign app" }],
                    organizations: [{ id: "org_partners", name: "partners" }],
                },
            }),
        });
        expect((await run.driver.perform("up", { quiet: true })).errors).toEqual([]);
        hands = await byHand(run.world, run.rehearsal.environment);
    });
    afterAll(() => run.close());

    it("is none where nobody changed anything", async () => {
        const report = await look();

        expect(driftText(report)).toBe("dev is clean: the clouds are as its state says, and nothing is around it.");
        expect(outcomeOf(report)).toBe("clean");
        expect(report.around.every(({ outcome }) => outcome === "none")).toBe(true);
    });

    it("says what could not be looked at, and is not clean then", async () => {
        const giveBack = hands.takeAwayRights(["read:organizations"], ["DelegatedPermissionGrant.ReadWrite.All"]);
        const report = await look();
        giveBack();

        expect(outcomeOf(report)).toBe("failed");
        expect(
            report.around.filter(({ outcome }) => outcome === "not looked at").map(({ kind, why }) => [kind.id, why]),
        ).toEqual([
            [
                "organizations-by-hand",
                "acme-dev.eu.auth0.com refuses GET /api/v2/organizations and GET /api/v2/organizations/{id}/enabled_connections: 403 insufficient_scope; the credentials need read:organizations and read:organization_connections",
            ],
            ...["consent-for-everyone-by-hand", "consent-of-people-beyond-the-scopes"].map((id) => [
                id,
                "graph.microsoft.com refuses GET /oauth2PermissionGrants: 403 Authorization_RequestDenied; the credentials need Directory.Read.All",
            ]),
        ]);
        expect(driftText(report)).toContain(
            "Whether dev has drifted is not known: nothing was found; 3 kinds could not be looked at.",
        );
    });

    it("is exactly what was done by hand, in both halves", async () => {
        await hands.removePortalGrant();
        await hands.enableClient("foreignForeignForeign");
        await hands.setConnectionOption({ mail_send: true });
        await hands.renameConnection("Sign in here");
        await hands.addConnection("copied");
        await hands.enableInOrganization("org_partners");
        await hands.grantPortal(`https://${otherDomain}/me/`);
        await hands.addClient("Acme Portal (again)", "Managed by Pulumi stack microsoft-connection/dev");
        const secret = await hands.addClientSecret("of an old script");
        await hands.addRedirectUris("https://evil.example/callback", "https://spa.example");
        await hands.addFederatedCredential("repo:evil/fork:pull_request");
        await hands.consentForEveryone("User.Read Directory.Read.All");
        await hands.consentOfPerson("Calendars.Read Files.Read");
        await hands.giveApplicationPermission();
        await hands.addApplication("Acme (again)", "Managed by Pulumi stack microsoft-connection/dev. What is changed");

        const report = await look();

        expect(report.failures).toEqual([]);
        expect(report.changed.map(({ differences, type, what }) => [what, type, differences])).toEqual([
            [
                "changed",
                "auth0:index/connection:Connection",
                [{ path: "displayName", kind: "update", before: "Microsoft", after: "Sign in here" }],
            ],
            ["gone", "auth0:index/clientGrant:ClientGrant", []],
        ]);
        expect(foundIn(report)).toEqual([
            ["clients-enabled-by-hand", "client Foreign app can sign people in with connection microsoft"],
            ["connection-options-by-hand", "connection microsoft has the option mail_send, which nothing declares"],
            [
                "connections-with-the-same-app-registration",
                "connection copied signs in with the app registration of microsoft",
            ],
            ["organizations-by-hand", "organization partners lets its members sign in with connection microsoft"],
            ["client-grants-by-hand", `client Acme Portal (development) has a grant for https://${otherDomain}/me/`],
            [
                "clients-that-claim-the-stack",
                "client Acme Portal (again) says that this stack manages it, and the state does not know it: an interrupted run leaves such a one",
            ],
            [
                "client-secrets-by-hand",
                "app registration Acme (development) has a client secret that the state does not know, named of an old script",
            ],
            [
                "federated-credentials-by-hand",
                "app registration Acme (development) lets repo:evil/fork:pull_request of https://token.actions.githubusercontent.com sign in as it",
            ],
            [
                "web-redirect-uris-by-hand",
                "Microsoft sends people who sign in with app registration Acme (development) to https://evil.example/callback",
            ],
            [
                "single-page-redirect-uris-by-hand",
                "Microsoft sends people who sign in with app registration Acme (development) to https://spa.example",
            ],
            [
                "app-registrations-that-claim-the-stack",
                "app registration Acme (again) says that this stack manages it, and the state does not know it: an interrupted run leaves such a one",
            ],
            [
                "consent-for-everyone-by-hand",
                "everyone in the directory has consented to app registration microsoft: User.Read, Directory.Read.All",
            ],
            [
                "consent-of-people-beyond-the-scopes",
                "a person has consented to more of app registration microsoft than the stack registers: Files.Read",
            ],
            [
                "application-permissions-by-hand",
                "app registration microsoft may act at Microsoft Graph without a person",
            ],
        ]);
        expect(outcomeOf(report)).toBe("drifted");

        const secrets = [...run.world.tenant.issued.all, ...run.world.directory.issuedSecrets, secret];
        for (const text of [driftText(report), driftMarkdown(report), JSON.stringify(driftJson(report, "sandbox"))]) {
            for (const one of secrets) expect(text).not.toContain(one);
        }
    });

    function look(): Promise<DriftReport> {
        const { environment, workFolder } = run.rehearsal;
        const place = { stack: "dev", project: projectName(workFolder), folder: workFolder, program, environment };
        return driftIn(place);
    }
});

function foundIn(report: DriftReport): [string, string][] {
    const { around } = driftJson(report, "sandbox") as { around: { kind: string; found: { text: string }[] }[] };
    return around.flatMap(({ found, kind }) => found.map(({ text }): [string, string] => [kind, text]));
}

describe("npm run drift", () => {
    const commands = commandsOfTests("drift-command");

    it("looks into the sandbox that runs, and its exit code tells clean from drifted", async () => {
        const sandbox = commands.run("cli/sandbox.ts", "--providers", "stand-in");
        await sandbox.says("Up until Ctrl-C.");
        const clean = commands.run("cli/drift.ts");

        expect(await clean.exited, clean.err() + clean.out()).toBe(0);
        expect(clean.err()).toBe(`Drift of dev in the running sandbox (process ${sandbox.child.pid}).\n`);

        await inSandbox(await environmentOfSandbox(), renamePortal);
        const markdown = `${commands.folder()}/drift.md`;
        const drifted = commands.run("cli/drift.ts", "--json", "--markdown", markdown);

        expect(await drifted.exited, drifted.err() + drifted.out()).toBe(2);
        expect(JSON.parse(drifted.out())).toMatchObject({
            stack: "dev",
            world: "sandbox",
            outcome: "drifted",
            changed: [
                {
                    name: "portal",
                    differences: [
                        { path: "name", kind: "update", before: "Acme Portal (development)", after: "@everyone `x`" },
                    ],
                },
            ],
        });
        expect(readFileSync(markdown, "utf8")).toContain(
            "- `name` is `` @everyone `x` ``; the state has `Acme Portal (development)`",
        );
        expect(drifted.out() + readFileSync(markdown, "utf8")).not.toMatch(/eyJ[A-Za-z0-9_-]{10}/);
    });

    it("says that no sandbox runs, and what else is wrong with what it was asked, with 1", async () => {
        const nothing = commands.run("cli/drift.ts");
        const mistaken = commands.run("cli/drift.ts", "--stack", "staging", "--without", "everything");
        const help = commands.run("cli/drift.ts", "--help");

        expect(await nothing.exited).toBe(1);
        expect(nothing.err()).toBe(
            [
                "No sandbox runs, and one of its own would have nothing that anybody changed.",
                "Start one:  npm run sandbox -- --stack dev",
                "Or look at what is deployed at the vendors:  npm run drift -- --stack dev --real",
                "",
            ].join("\n"),
        );
        expect(await mistaken.exited).toBe(1);
        expect(mistaken.err()).toMatch(
            /^There is no stack "staging": no file Pulumi.staging.yaml. Stacks here: dev, prod.\n--without has no everything. Kinds: clients-enabled-by-hand, /,
        );
        expect(await help.exited).toBe(0);
        expect(help.out()).toContain("  2  drifted: something differs");
    });

    async function environmentOfSandbox(): Promise<Record<string, string>> {
        const { origin, token } = JSON.parse(readFileSync(`${commands.folder()}/run.json`, "utf8"));
        const answer = await fetch(`${origin}/control/environment`, { headers: { authorization: `Bearer ${token}` } });
        return ((await answer.json()) as { environment: Record<string, string> }).environment;
    }
});

/** What somebody does by hand in the dashboard, as requests to the Management API. */
const renamePortal = `
const domain = process.env.AUTH0_DOMAIN;
const json = async (answer) => (answer.ok ? answer.json() : Promise.reject(new Error(await answer.text())));
const send = (method, body) => ({ method, headers, body: JSON.stringify(body) });
const headers = { "content-type": "application/json" };
const { access_token } = await fetch("https://" + domain + "/oauth/token", send("POST", {
    grant_type: "client_credentials", client_id: process.env.AUTH0_CLIENT_ID,
    client_secret: process.env.AUTH0_CLIENT_SECRET, audience: "https://" + domain + "/api/v2/",
})).then(json);
headers.authorization = "Bearer " + access_token;
const clients = await fetch("https://" + domain + "/api/v2/clients", { headers }).then(json);
const { client_id } = clients.find(({ name }) => name.startsWith("Acme Portal"));
await fetch("https://" + domain + "/api/v2/clients/" + client_id, send("PATCH", { name: "@everyone \`x\`" })).then(json);
`;

async function inSandbox(environment: Record<string, string>, script: string): Promise<void> {
    const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], {
        env: environment,
        stdio: ["ignore", "inherit", "inherit"],
    });
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
}
