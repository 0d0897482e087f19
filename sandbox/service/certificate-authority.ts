import type { webcrypto } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import * as x509 from "./x509.ts";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 24 * 60 * 60 * 1000;

/** A throw-away certificate authority: lives in memory, signs certificates for the sandbox's host names, and ends with the process. */
export class CertificateAuthority {
    /** Certificate to trust, in PEM. The key is never written. */
    readonly pem: string;
    private readonly certificate: x509.X509Certificate;
    private readonly keys: webcrypto.CryptoKeyPair;
    private readonly issued = new Map<string, Promise<SecureContext>>();

    private constructor(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
        this.certificate = certificate;
        this.keys = keys;
        this.pem = certificate.toString("pem");
    }

    static async create(): Promise<CertificateAuthority> {
        const keys = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
        const certificate = await x509.X509CertificateGenerator.createSelfSigned({
            name: "CN=Sandbox certificate authority (throw-away)",
            keys,
            signingAlgorithm: algorithm,
            ...validity(),
            extensions: [
                new x509.BasicConstraintsExtension(true, 0, true),
                new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
            ],
        });
        return new CertificateAuthority(certificate, keys);
    }

    /** TLS context for a host name, issued at the first call. */
    secureContext(hostName: string): Promise<SecureContext> {
        const known = this.issued.get(hostName);
        if (known !== undefined) return known;
        const issued = this.issue(hostName);
        this.issued.set(hostName, issued);
        return issued;
    }

    private async issue(hostName: string): Promise<SecureContext> {
        const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
        const certificate = await x509.X509CertificateGenerator.create({
            subject: `CN=${hostName}`,
            issuer: this.certificate.subject,
            publicKey: keys.publicKey,
            signingKey: this.keys.privateKey,
            signingAlgorithm: algorithm,
            ...validity(),
            extensions: [
                new x509.BasicConstraintsExtension(false, undefined, true),
                new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
                new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
                new x509.SubjectAlternativeNameExtension([{ type: "dns", value: hostName }]),
            ],
        });
        const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
        return createSecureContext({
            cert: certificate.toString("pem"),
            key: x509.PemConverter.encode(key, "PRIVATE KEY"),
        });
    }
}

/** Two days around the machine's own time: TLS clients check against that, not against the sandbox's clock. */
function validity(): { notBefore: Date; notAfter: Date } {
    return { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) };
}
