/**
 * A program of its own, run before the worker starts: makes the media server's certificate and writes `trusted.pem` for NODE_EXTRA_CA_CERTS,
 * which Node reads once, at the start of a process. What that setting named before stays trusted.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from './env.ts';
import { ensureMediaCertificate } from './whatsapp-web/media-certificate.ts';

const { folder, trustedBefore } = readEnv();
const { certificate } = await ensureMediaCertificate(folder);
const before = trustedBefore === undefined ? '' : readFileSync(trustedBefore, 'utf8');
const file = join(folder, 'trusted.pem');
writeFileSync(`${file}.new`, `${before.trimEnd()}\n${certificate}`.trimStart());
renameSync(`${file}.new`, file);
