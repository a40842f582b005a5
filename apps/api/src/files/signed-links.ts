/** Addresses that open one file, for a time, without a session (SE-34). What they name is signed, not hidden: ids of ours say nothing. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parseId, type FileId, type FileLinks, type PortalId } from '@olchat/domain';

export interface SignedFile {
  portalId: PortalId;
  fileId: FileId;
}

const SIGNATURE = 32;

export class SignedLinks implements FileLinks {
  readonly #key: Buffer;
  readonly #publicUrl: string;

  constructor(masterKey: Buffer, publicUrl: string) {
    this.#key = Buffer.from(hkdfSync('sha256', masterKey, '', 'file links', 32));
    this.#publicUrl = publicUrl;
  }

  url(portalId: PortalId, fileId: FileId, until: Date): string {
    const said = `${portalId}.${fileId}.${Math.floor(until.getTime() / 1000).toString(36)}`;
    return `${this.#publicUrl}/files/${said}.${this.#sign(said).toString('base64url')}`;
  }

  /** Null: not signed by us, or its time is over. */
  open(signed: string, now: Date): SignedFile | null {
    const parts = signed.split('.');
    const [portal = '', file = '', until = '', signature = ''] = parts;
    const given = Buffer.from(signature, 'base64url');
    if (parts.length !== 4 || given.length !== SIGNATURE) return null;
    if (!timingSafeEqual(given, this.#sign(`${portal}.${file}.${until}`))) return null;
    if (parseInt(until, 36) * 1000 < now.getTime()) return null;
    const [portalId, fileId] = [parseId<PortalId>(portal), parseId<FileId>(file)];
    return portalId === undefined || fileId === undefined ? null : { portalId, fileId };
  }

  #sign(said: string): Buffer {
    return createHmac('sha256', this.#key).update(said).digest();
  }
}
