/**
 * A certificate of our own for the simulated media server: WhatsApp's media goes over HTTPS only. Made once and kept; whoever is to trust it
 * gets its path by NODE_EXTRA_CA_CERTS, as Node documents.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface MediaCertificate {
  /** PEM. */
  certificate: string;
  key: string;
  /** Path of the certificate. */
  file: string;
}

/** The folder's certificate; made when there is none, or when it ends within a day. */
export async function ensureMediaCertificate(folder: string): Promise<MediaCertificate> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'media-certificate.pem');
  const keyFile = join(folder, 'media-key.pem');
  if (!isGood(file, keyFile)) {
    const made = await makeCertificate(new Date());
    // The key first: a certificate that stands there always has its key.
    writeWhole(keyFile, made.key);
    writeWhole(file, made.certificate);
  }
  return { certificate: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8'), file };
}

const DAY_MS = 24 * 3_600_000;

function isGood(file: string, keyFile: string): boolean {
  if (!existsSync(file) || !existsSync(keyFile)) return false;
  const certificate = new X509Certificate(readFileSync(file));
  return certificate.validToDate.getTime() > Date.now() + DAY_MS && certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)));
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** An authority for itself, so that it can be trusted without another one. */
async function makeCertificate(now: Date): Promise<{ certificate: string; key: string }> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'OLChat sandbox media' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + 3650 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [LOCALHOST, LOOPBACK] },
    ],
  });
  return { certificate: cert, key };
}

// Kinds of RFC 5280's GeneralName: 2 is a DNS name, 7 an address.
const LOCALHOST = { type: 2, value: 'localhost' } as const;
const LOOPBACK = { type: 7, ip: '127.0.0.1' } as const;
