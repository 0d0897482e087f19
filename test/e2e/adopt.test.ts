import { mkdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CarriedOut, carryOut } from "../../cli/adopt/carry-out.ts";
import type { AdoptPlace } from "../../cli/adopt/place.ts";
import { planAdoption } from "../../cli/adopt/plan-adoption.ts";
import { pulumiHomeView } from "../../cli/review/pulumi-home-view.ts";
import type { Adoption } from "../../operate/adopt/adoption.ts";
import { adoptionText } from "../../operate/adopt/adoption-text.ts";
import { directory, type HandMade, handMadeWaad, handMadeWindowslive } from "./adopt/hand-made.ts";
import { type Hands, handsIn } from "./adopt/hands.ts";
import { type Rehearsed, rehearsed, repository } from "./rehearsed.ts";

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
`;

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
        expect(after.taken).toHaveLength(15);
    });

    it("writes nothing in either cloud", async () => {
        expect(await everything(hands)).toBe(before);
    });

    it("writes the settings, and keeps comments and order", () => {
        expect(readFileSync(place.stackFile, "utf8").replace(/encryptionsalt.*\n/, "")).toBe("");
    });

    it("tells what stays outside, what the next update takes away and what the policies refuse, and no secret", () => {
        const text = adoptionText(adoption);
        expect(text).toBe("");
        for (const secret of [...microsoft.secrets, ...staff.secrets]) {
            expect(text).not.toContain(secret);
            for (const file of run.written()) expect(file).not.toContain(secret);
        }
    });
});

function placeIn({ rehearsal }: Rehearsed): AdoptPlace {
    const { environment, workFolder } = rehearsal;
    const scratch = `${workFolder}/../scratch`;
    mkdirSync(scratch);
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
void directory;
