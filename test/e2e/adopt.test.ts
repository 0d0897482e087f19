import { mkdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type CarriedOut, carryOut } from "../../cli/adopt/carry-out.ts";
import type { AdoptPlace } from "../../cli/adopt/place.ts";
import { planAdoption } from "../../cli/adopt/plan-adoption.ts";
import { pulumiHomeView } from "../../cli/review/pulumi-home-view.ts";
import type { Adoption } from "../../operate/adopt/adoption.ts";
import { adoptionText } from "../../operate/adopt/adoption-text.ts";
import { packDays } from "../../operate/rotate/pack-days.ts";
import { rotate } from "../../operate/rotate/rotate.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import { type HandMade, handMadeSpa, handMadeWaad, handMadeWindowslive } from "./adopt/hand-made.ts";
import { type Hands, handsIn } from "./adopt/hands.ts";
import { type Rehearsed, rehearsed, repository } from "./rehearsed.ts";
import { Commuter } from "./rotation/commuter.ts";

const domain = "acme-dev.eu.auth0.com";
const people = ["5d0c2ab8-9c5e-4ad2-8a0b-1f4f0a9f3e11", "9a6e1f30-3a57-4e3c-b3d4-6f0b7c1f2a22"];

const sketch = `# Contoso, as far as anybody knows.
config:
  microsoft-connection:auth0:
    domain: ${domain}
  microsoft-connection:microsoft:
    tenantId: 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90
  microsoft-connection:connections:
    microsoft:
      name: contoso-microsoft # made in 2021
    staff:
      name: contoso-staff
  microsoft-connection:clients:
    portal:
      kind: web
      name: Contoso portal
      connections: [microsoft]
    tasks:
      kind: spa
      name: Contoso planner
      api:
        identifier: https://api.planner.contoso.example
      connections: [staff]
`;

const adopted = `# Contoso, as far as anybody knows.
config:
  microsoft-connection:auth0:
    domain: acme-dev.eu.auth0.com
    myAccountApi: adopt
  microsoft-connection:microsoft:
    tenantId: 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90
  microsoft-connection:connections:
    microsoft:
      name: contoso-microsoft # made in 2021
      strategy: windowslive
      appName: Contoso sign-in
      scopes: [openid, offline_access, User.Read, Calendars.Read]
      upstreamParams:
        prompt:
          value: select_account
      clientSecret:
        active: existing
      asFound: [application.description, application.notes, application.requiredResourceAccesses, application.web, connection.displayName, connection.options.setUserRootAttributes]
    staff:
      name: contoso-staff
      strategy: waad
      displayName: Contoso account
      appName: Contoso staff
      iconUrl: https://contoso.example/icon.png
      showAsButton: false
      directory: sandbox.onmicrosoft.com
      domainAliases: [contoso.example, contoso.test]
      scopes: [openid, profile, offline_access, User.Read, Mail.Send]
      adminConsent: true
      assignedTo: [5d0c2ab8-9c5e-4ad2-8a0b-1f4f0a9f3e11, 9a6e1f30-3a57-4e3c-b3d4-6f0b7c1f2a22]
      userIdAttribute: sub
      emailVerification: always_set_emails_as_verified
      clientSecret:
        active: existing
      asFound: [application.description, application.notes, application.requiredResourceAccesses, application.web, connection.options.apiEnableUsers, connection.options.maxGroupsToRetrieve, connection.options.scopes]
  microsoft-connection:clients:
    portal:
      kind: web
      name: Contoso portal
      connections: [microsoft]
      description: The customers' portal
      callbacks:
        - https://portal.contoso.example/callback
        - http://localhost:3000/callback
      logoutUrls:
        - https://portal.contoso.example
      authentication: client_secret_basic
      refreshToken:
        lifetimeDays: 90
        idleDays: 30
      asFound: [client.grantTypes, myAccountGrant.scopes]
    tasks:
      kind: spa
      name: Contoso planner
      api:
        identifier: https://api.planner.contoso.example
        name: Planner
        scopes:
          read:plans: Read plans
      connections: [staff]
      description: ""
      callbacks:
        - https://planner.contoso.example
      logoutUrls:
        - https://planner.contoso.example
      webOrigins:
        - https://planner.contoso.example
      asFound: [api.skipConsentForVerifiableFirstPartyClients, apiClient.name, apiCredentials.authenticationMethod, client.refreshToken]
`;

const told = [
    'connections.microsoft: connection "contoso-microsoft" (windowslive), con_',
    ": in use",
    "which the stack file does not name",
    "an app for personal accounts holds two secrets, so one that nothing uses has to go before the first rotation",
    "  microsoft: freeform_scopes = Mail.Send Chat.Read\n  staff: ext_department = true\n",
    'redirect-uri-is-auth0-callback: redirect URI "https://old.contoso.example/signin-microsoft" is not Auth0\'s callback',
    "A preview after it has no changes.",
];

describe("adopting what people made by hand", () => {
    let run: Rehearsed;
    let hands: Hands;
    let microsoft: HandMade;
    let staff: Omit<HandMade, "portalId">;
    let place: AdoptPlace;
    let adoption: Adoption;
    let after: CarriedOut;
    let before: string;

    beforeAll(async () => {
        run = await rehearsed({
            seed: (seed) => ({
                ...seed,
                directory: {
                    ...seed.directory,
                    principals: people.map((id) => ({ id, type: "user" as const, displayName: `Person ${id[0]}` })),
                },
            }),
        });
        hands = await handsIn(run.world, run.rehearsal.environment);
        microsoft = await handMadeWindowslive(hands, domain);
        staff = await handMadeWaad(hands, domain, people);
        await handMadeSpa(hands, domain, staff.connectionId);
        run.edit((text) => `${sketch}${/^encryptionsalt:.*$/m.exec(text)?.[0] ?? ""}\n`);
        place = placeIn(run);
        before = await everything(hands);
        adoption = await planAdoption(place, { connections: {}, clients: {} }, () => {});
        after = await carryOut(place, adoption);
    });
    afterAll(() => run.close());

    it("ends in a preview without changes", () => {
        expect(adoption.remaining).toEqual({ asFound: [], left: [], made: [] });
        expect(after.remaining).toEqual({ asFound: [], left: [], made: [] });
        expect(after.taken.toSorted()).toEqual([
            "AppRoleAssignment staff/5d0c2ab8-9c5e-4ad2-8a0b-1f4f0a9f3e11",
            "AppRoleAssignment staff/9a6e1f30-3a57-4e3c-b3d4-6f0b7c1f2a22",
            "Application microsoft",
            "Application staff",
            "Client portal",
            "Client tasks-api",
            "Client tasks-spa",
            "ClientCredentials portal",
            "ClientCredentials tasks-api",
            `ClientGrant portal/${domain}`,
            `ClientGrant tasks/${domain}`,
            "Connection microsoft",
            "Connection staff",
            "ConnectionClient microsoft/portal",
            "ConnectionClient staff/tasks",
            "ConnectionClient staff/tasks/api",
            "ResourceServer tasks-api",
            "ResourceServerScopes tasks-api",
            "ServicePrincipal microsoft",
            "ServicePrincipal staff",
            "ServicePrincipalDelegatedPermissionGrant staff",
        ]);
    });

    it("writes nothing in either cloud", async () => {
        expect(await everything(hands)).toBe(before);
    });

    it("writes the settings, and keeps comments and order", () => {
        expect(readFileSync(place.stackFile, "utf8").replace(/encryptionsalt.*\n/, "")).toBe(adopted);
    });

    it("tells what stays outside, what the next update takes away and what the policies refuse, and no secret", () => {
        const text = adoptionText(adoption);
        for (const line of told) expect(text).toContain(line);
        for (const secret of [...microsoft.secrets, ...staff.secrets]) {
            expect(text).not.toContain(secret);
            for (const file of run.written()) expect(file).not.toContain(secret);
        }
    });

    it("passes over what is in the state when it is run again", async () => {
        expect(await carryOut({ ...place, scratch: `${place.scratch}/again` }, adoption)).toEqual({
            taken: [],
            remaining: { asFound: [], left: [], made: [] },
        });
    });

    it("rotates from the secret that it had, and people sign in and exchange all the while", async () => {
        const driver = run.rehearsal.drive(place.program);
        const first = await driver.perform("up", { quiet: true });
        expect(first.errors).toEqual([]);
        expect(first.changes).toEqual({ same: 30 });
        const commuter = await Commuter.start(run, "dev");
        onTestFinished(() => commuter.stop());
        await hands.graph("POST", `applications/${microsoft.applicationId}/removePassword`, {
            keyId: microsoft.unusedKeyId,
        });
        const text = readFileSync(place.stackFile, "utf8");
        const { settings } = stackFileSettings(text, "microsoft-connection");
        if (settings === undefined) throw new Error("the adopted settings are broken");
        const now = new Date();
        const rotation = rotate({
            ...place,
            text,
            settings,
            now,
            packDays: packDays(undefined),
            connections: ["microsoft"],
        });
        expect(rotation.problems).toEqual([]);
        run.edit(() => rotation.text);

        const { changes, errors } = await driver.perform("up", { quiet: true });
        expect(errors).toEqual([]);
        expect(changes).toMatchObject({ create: 1, update: 1 });
        await commuter.travels();
        await commuter.stop();
        expect(commuter.failures).toEqual([]);

        const { options } = await hands.auth0("GET", `connections/${microsoft.connectionId}`);
        expect(microsoft.secrets).not.toContain(options.client_secret);
        const { passwordCredentials } = await hands.graph("GET", `applications/${microsoft.applicationId}`);
        expect(passwordCredentials.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
            "Auth0",
            `slot a, issued ${now.toISOString().slice(0, 10)}`,
        ]);
        for (const secret of [...microsoft.secrets, ...staff.secrets, options.client_secret]) {
            for (const file of run.written()) expect(file).not.toContain(secret);
        }
    });
});

function placeIn({ rehearsal }: Rehearsed): AdoptPlace {
    const { environment, workFolder } = rehearsal;
    const scratch = `${workFolder}/../scratch`;
    mkdirSync(`${scratch}/again`, { recursive: true });
    return {
        stack: "dev",
        project: "microsoft-connection",
        folder: workFolder,
        program: `${repository}/stacks/index.mjs`,
        stackFile: `${workFolder}/Pulumi.dev.yaml`,
        projectFolder: repository,
        scratch,
        environment: { ...environment, PULUMI_HOME: pulumiHomeView(environment, `${scratch}/home`) },
    };
}

/** All that both clouds have, as their administrators see it. */
async function everything({ auth0, graph }: Hands): Promise<string> {
    const lists = await Promise.all([
        ...["connections", "clients", "client-grants", "resource-servers"].map((path) => auth0("GET", path)),
        ...["applications", "servicePrincipals", "oauth2PermissionGrants"].map((path) => graph("GET", path)),
    ]);
    return JSON.stringify(lists, undefined, 1);
}
