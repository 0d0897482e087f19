import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
    type Answer,
    ada,
    type Client,
    createApplication,
    createClient,
    deployerId,
    directoryObject,
    done,
    engineers,
    type Microsoft,
    nobody,
    notFound,
    refusal,
    startMicrosoft,
} from "./microsoft-fixture.ts";

let microsoft: Microsoft;
let client: Client;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
beforeEach(async () => {
    client = await createClient(microsoft);
});
afterAll(() => microsoft.close());

const deployer = { "@odata.type": "#microsoft.graph.servicePrincipal", id: deployerId, displayName: "Deployer" };
const person = { "@odata.type": "#microsoft.graph.user", id: ada, displayName: "Ada" };

describe.each(["applications", "servicePrincipals"] as const)("owners of %s", (kind) => {
    const path = () => {
        const { application, servicePrincipal } = client;
        return `/v1.0/${kind}/${(kind === "applications" ? application : servicePrincipal).id}/owners`;
    };
    const add = (uri: string) => microsoft.graph("POST", `${path()}/$ref`, { "@odata.id": uri });
    const remove = (id: string) => microsoft.graph("DELETE", `${path()}/${id}/$ref`);
    const list = (query = "") => microsoft.graph("GET", `${path()}${query}`);

    it("are told with what they are, in the order they were added", async () => {
        expect(await add(directoryObject(ada))).toEqual(done);
        expect(await list()).toEqual({
            status: 200,
            body: {
                "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#directoryObjects",
                value: [deployer, person],
            },
        });
        expect((await list(`?$filter=id eq '${ada}'`)).body.value).toEqual([person]);
        expect((await list(`?$filter=id eq '${nobody}'`)).body.value).toEqual([]);
    });

    it("may go, one by one", async () => {
        await add(directoryObject(ada));
        expect(await remove(ada)).toEqual(done);
        expect((await list()).body.value).toEqual([deployer]);
        expect(await remove(ada)).toEqual(notFound(ada));
    });

    it("may go down to none, and then nobody without wider permissions can add one", async () => {
        expect(await remove(deployerId)).toEqual(done);
        expect((await list()).body.value).toEqual([]);
        expect((await add(directoryObject(deployerId))).status).toBe(403);
    });

    it("come once", async () => {
        expect(await add(directoryObject(deployerId))).toEqual(
            refusal(
                400,
                "Request_BadRequest",
                "One or more added object references already exist for the following modified properties: 'owners'.",
            ),
        );
    });

    it("must exist, and be people or service principals", async () => {
        expect(await add(directoryObject(nobody))).toEqual(notFound(nobody));
        expect(await add(directoryObject(engineers))).toEqual(invalidOwner(engineers, "Group"));
        const { id } = client.application;
        expect(await add(directoryObject(id))).toEqual(invalidOwner(id, "Application"));
    });

    it("are named by a whole address", async () => {
        expect(await add(ada)).toEqual(
            refusal(
                400,
                "Request_BadRequest",
                "Invalid value specified for property '@odata.id' of resource 'DirectoryObject'.",
            ),
        );
    });
});

it("are those that a create request binds, each once", async () => {
    const bound = [directoryObject(deployerId), directoryObject(ada), directoryObject(ada)];
    const { id } = await createApplication(microsoft, { "owners@odata.bind": bound });
    const { body } = await microsoft.graph("GET", `/v1.0/applications/${id}/owners`);
    expect(body.value).toEqual([deployer, person]);
});

it("are not asked for on an object that is not there", async () => {
    for (const kind of ["applications", "servicePrincipals"]) {
        expect(await microsoft.graph("GET", `/v1.0/${kind}/${nobody}/owners`)).toEqual(notFound(nobody));
    }
    const { application } = client;
    const asServicePrincipal = `/v1.0/servicePrincipals/${application.id}/owners`;
    expect(await microsoft.graph("GET", asServicePrincipal)).toEqual(notFound(application.id));
});

it("are no owners any more once they are deleted", async () => {
    const other = await createClient(microsoft);
    const path = `/v1.0/applications/${client.application.id}/owners`;
    await microsoft.graph("POST", `${path}/$ref`, { "@odata.id": directoryObject(other.servicePrincipal.id) });
    await microsoft.graph("DELETE", `/v1.0/applications/${other.application.id}`);
    expect((await microsoft.graph("GET", path)).body.value).toEqual([deployer]);
});

function invalidOwner(id: string, type: string): Partial<Answer> {
    return refusal(
        400,
        "Request_BadRequest",
        `The reference target '${type}_${id}' of type '${type}' is invalid for the 'owners' reference.`,
    );
}
