import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as x509 from "../../../sandbox/service/x509.ts";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .publicKey.export({ type: "spki", format: "pem" })
    .toString();
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

let auth0: Auth0;
let path: string;
beforeAll(async () => {
    auth0 = await startAuth0();
    const client = await auth0.sdk.clients.create({
        name: "keyed",
        jwt_configuration: { alg: "RS256" },
        token_endpoint_auth_method: "client_secret_post",
    });
    path = `/clients/${client.client_id}`;
});
afterAll(() => auth0.close());

const createKey = async (body: object) => auth0.call("POST", `${path}/credentials`, body);

it("shows a new key by its RFC 7638 thumbprint, and never its PEM", async () => {
    const { status, body } = await createKey({ name: "first", credential_type: "public_key", pem });
    expect(status).toBe(201);
    expect(body).toEqual({
        id: expect.stringMatching(/^cred_[A-Za-z0-9]{22}$/),
        credential_type: "public_key",
        kid: await calculateJwkThumbprint(createPublicKey(pem).export({ format: "jwk" })),
        alg: "RS256",
        name: "first",
        created_at: time,
        updated_at: time,
    });
    expect((await auth0.call("GET", `${path}/credentials/${body.id}`)).body).toEqual(body);
    expect((await auth0.call("GET", `${path}/credentials?include_totals=true&per_page=50`)).body).toEqual([body]);
});

it("reads the end of a certificate where it is asked to", async () => {
    const notAfter = new Date("2036-06-28T11:18:10.000Z");
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const keys = await crypto.subtle.generateKey(
        { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
        true,
        ["sign", "verify"],
    );
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
        name: "CN=test",
        keys,
        signingAlgorithm: algorithm,
        notAfter,
    });
    const { body } = await createKey({
        credential_type: "public_key",
        pem: certificate.toString("pem"),
        parse_expiry_from_cert: true,
    });
    expect(body.expires_at).toBe("2036-06-28T11:18:10.000Z");
});

it("moves the end of a key, and takes it away", async () => {
    const { body } = await createKey({ credential_type: "public_key", pem, expires_at: "2033-05-13T09:33:13Z" });
    const url = `${path}/credentials/${body.id}`;
    const moved = await auth0.call("PATCH", url, { expires_at: "2034-05-16T11:07:30.535+02:00" });
    expect(moved.body).toEqual({ ...body, expires_at: "2034-05-16T09:07:30.535Z", updated_at: time });
    expect((await auth0.call("PATCH", url, { expires_at: null })).body).not.toHaveProperty("expires_at");
});

it("hides the secret while keys are used, and shows the same one again afterwards", async () => {
    const before = (await auth0.call("GET", path)).body;
    const { body: key } = await createKey({ credential_type: "public_key", pem });
    const methods = { private_key_jwt: { credentials: [{ id: key.id }] } };

    const byKey = await auth0.call("PATCH", path, {
        client_authentication_methods: methods,
        token_endpoint_auth_method: null,
    });
    const { client_secret: _secret, token_endpoint_auth_method: _method, ...others } = before;
    expect(byKey.body).toEqual({ ...others, client_authentication_methods: methods });
    expect((await auth0.call("GET", path)).body).toEqual(byKey.body);

    const bySecret = await auth0.call("PATCH", path, {
        client_authentication_methods: null,
        signed_request_object: null,
        token_endpoint_auth_method: "client_secret_post",
    });
    expect(bySecret.body).toEqual(before);
});

it.each([
    ["a key that is none", { credential_type: "public_key", pem: "none" }, 400],
    ["a private key", { credential_type: "public_key", pem: privatePem() }, 400],
    ["a key on another curve", { credential_type: "public_key", pem: ellipticPem() }, 400],
    ["an end that is no time", { credential_type: "public_key", pem, expires_at: "soon" }, 400],
    ["a certificate's subject", { credential_type: "cert_subject_dn", subject_dn: "CN=x" }, 501],
])("refuses %s", async (_what, body, status) => {
    expect((await createKey(body)).status).toBe(status);
});

it("refuses methods that name a key of another client, and methods beside a secret", async () => {
    const methods = { private_key_jwt: { credentials: [{ id: "cred_other" }] } };
    expect(await auth0.call("PATCH", path, { client_authentication_methods: methods })).toMatchObject({
        status: 400,
        body: { message: "The credential cred_other does not exist" },
    });
    expect(
        await auth0.call("PATCH", path, {
            client_authentication_methods: methods,
            token_endpoint_auth_method: "client_secret_post",
        }),
    ).toMatchObject({
        status: 400,
        body: { message: "client_authentication_methods and token_endpoint_auth_method are mutually exclusive" },
    });
});

it("deletes a key, and answers for what is not there: 204 to a deletion, 404 to a read", async () => {
    const { body } = await createKey({ credential_type: "public_key", pem });
    const url = `${path}/credentials/${body.id}`;
    expect((await auth0.call("DELETE", url)).status).toBe(204);
    expect((await auth0.call("DELETE", url)).status).toBe(204);
    expect(await auth0.call("GET", url)).toMatchObject({ status: 404, body: { message: "Credential does not exist" } });
});

function privatePem(): string {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function ellipticPem(): string {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return publicKey.export({ type: "spki", format: "pem" }).toString();
}
