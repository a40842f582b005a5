/** Addresses that open one file, for a time, without a session (SE-34). What they name is signed, not hidden: ids of ours say nothing. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parseId, type FileId, type FileLinks, type PortalId } from '@olchat/domain';

export interface SignedFile {
  portalId: PortalId;
  fileId: FileId;
  /** The small picture that stands for it, not the file itself. */
  isPreview: boolean;
}

const SIGNATURE = 32;
/** After the time, of which it can be no part. */
const PREVIEW = '-p';

const inSeconds = (moment: Date): string => Math.floor(moment.getTime() / 1000).toString(36);

export class SignedLinks implements FileLinks {
  readonly #key: Buffer;
  readonly #publicUrl: string;

  constructor(masterKey: Buffer, publicUrl: string) {
    this.#key = Buffer.from(hkdfSync('sha256', masterKey, '', 'file links', 32));
    this.#publicUrl = publicUrl;
  }

  url(portalId: PortalId, fileId: FileId, until: Date): string {
    return this.#address(`${portalId}.${fileId}.${inSeconds(until)}`);
  }

  previewUrl(portalId: PortalId, fileId: FileId, until: Date): string {
    return this.#address(`${portalId}.${fileId}.${inSeconds(until)}${PREVIEW}`);
  }

  /** Null: not signed by us, or its time is over. */
  open(signed: string, now: Date): SignedFile | null {
    const parts = signed.split('.');
    const [portal = '', file = '', time = '', signature = ''] = parts;
    const isPreview = time.endsWith(PREVIEW);
    const until = isPreview ? time.slice(0, -PREVIEW.length) : time;
    const given = Buffer.from(signature, 'base64url');
    if (parts.length !== 4 || given.length !== SIGNATURE) return null;
    if (!timingSafeEqual(given, this.#sign(`${portal}.${file}.${time}`))) return null;
    if (parseInt(until, 36) * 1000 < now.getTime()) return null;
    const [portalId, fileId] = [parseId<PortalId>(portal), parseId<FileId>(file)];
    return portalId === undefined || fileId === undefined ? null : { portalId, fileId, isPreview };
  }

  #address(said: string): string {
    return `${this.#publicUrl}/files/${said}.${this.#sign(said).toString('base64url')}`;
  }

  #sign(said: string): Buffer {
    return createHmac('sha256', this.#key).update(said).digest();
  }
}
