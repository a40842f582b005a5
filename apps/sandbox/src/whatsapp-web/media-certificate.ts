/**
 * A certificate of our own for the simulated media server: WhatsApp's media goes over HTTPS only. Made once and kept; whoever is to trust it
 * gets its path by NODE_EXTRA_CA_CERTS, as Node documents. Written out byte by byte (RFC 5280), since Node can read certificates but not make them.
 */
import { createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MediaCertificate {
  /** PEM. */
  certificate: string;
  key: string;
  /** Path of the certificate. */
  file: string;
}

/** The folder's certificate; made when there is none, or when it ends within a day. */
export function ensureMediaCertificate(folder: string): MediaCertificate {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'media-certificate.pem');
  const keyFile = join(folder, 'media-key.pem');
  if (!isGood(file, keyFile)) {
    const made = makeCertificate(new Date());
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

function makeCertificate(now: Date): { certificate: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signedPart = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + 3650 * DAY_MS))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(BASIC_CONSTRAINTS, SUBJECT_ALTERNATIVE_NAMES)),
  );
  const signature = sign('sha256', signedPart, privateKey);
  const der = sequence(signedPart, ECDSA_WITH_SHA256, element(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

// DER: one byte of kind, the length, the content.

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  return element(tag, content);
}

function integer(bytes: Buffer): Buffer {
  return element(0x02, bytes);
}

/** 20261121120000Z: GeneralizedTime. */
function time(date: Date): Buffer {
  return element(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

/** Object identifiers, already encoded. */
const OID = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
};
const oid = (name: keyof typeof OID): Buffer => element(0x06, Buffer.from(OID[name]));
const TRUE = element(0x01, Buffer.from([0xff]));
const octets = (content: Buffer): Buffer => element(0x04, content);

const ECDSA_WITH_SHA256 = sequence(oid('ecdsaWithSha256'));
const NAME = sequence(element(0x31, sequence(oid('commonName'), element(0x0c, Buffer.from('OLChat sandbox media')))));
/** An authority for itself, so that it can be trusted without another one. */
const BASIC_CONSTRAINTS = sequence(oid('basicConstraints'), TRUE, octets(sequence(TRUE)));
const SUBJECT_ALTERNATIVE_NAMES = sequence(
  oid('subjectAltName'),
  octets(sequence(element(0x82, Buffer.from('localhost')), element(0x87, Buffer.from([127, 0, 0, 1])))),
);
