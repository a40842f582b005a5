/** A file that we keep for a time: uploaded by an employee or a partner, sent by a client, or written by an operator in the chat. */
import type { EmployeeId, FileId, PortalId } from '../ids.ts';
import type { FileKind } from './file-kind.ts';

/** Uploaded and never sent: so long it may be used. */
export const UNUSED_HOURS = 24;
/** A file that belongs to a message: so long it can be sent again, looked at and published. */
export const USED_DAYS = 30;
const HOUR_MS = 3_600_000;

export interface NewFile {
  portalId: PortalId;
  id: FileId;
  storageKey: string;
  ownerId: EmployeeId | null;
  name: string;
  asLink: boolean;
  createdAt: Date;
}

/** What was found out while the content came. */
export interface MeasuredFile {
  size: number;
  sha256: string;
  mime: string;
  kind: FileKind;
  seconds: number | null;
  /** How loud a recording is along its length, 0…100 each; null: nobody drew it. */
  waveform?: readonly number[] | null;
}

export class StoredFile {
  portalId!: PortalId;
  id!: FileId;
  /** Random; says nothing of the file. */
  storageKey!: string;
  /** Who uploaded it and alone may send it; null for what came from a client or from a chat. */
  ownerId!: EmployeeId | null;
  name!: string;
  /** UPLOADING: begun, perhaps never finished, or not looked at yet · INFECTED: a virus was in it, its bytes are removed · GONE: they are removed. */
  state!: 'UPLOADING' | 'READY' | 'INFECTED' | 'GONE';
  size!: number;
  sha256!: string;
  /** By its content, not by what the sender called it. */
  mime!: string;
  /** VOICE: it may be sent as a voice note. */
  kind!: FileKind;
  seconds!: number | null;
  waveform!: readonly number[] | null;
  /** The voice note that was made of this recording (W-22). */
  voiceId!: FileId | null;
  /** It goes to the client as a link. */
  asLink!: boolean;
  /** Where its preview lies, or will; null: nobody has wanted one. */
  previewKey!: string | null;
  /** Null: no preview has been made · 0: none can be made (SE-34). */
  previewBytes!: number | null;
  createdAt!: Date;
  /** After it the bytes are removed. */
  expiresAt!: Date;

  static begin(fields: NewFile): StoredFile {
    return Object.assign(new StoredFile(), fields, {
      state: 'UPLOADING' as const,
      size: 0,
      sha256: '',
      mime: 'application/octet-stream',
      kind: 'DOCUMENT' as const,
      seconds: null,
      waveform: null,
      voiceId: null,
      previewKey: null,
      previewBytes: null,
      expiresAt: new Date(fields.createdAt.getTime() + UNUSED_HOURS * HOUR_MS),
    });
  }

  arrived(measured: MeasuredFile): void {
    Object.assign(this, measured);
    this.state = 'READY';
  }

  /** What it takes of the portal's room (SE-33). */
  get heldBytes(): number {
    return this.state === 'READY' ? this.size + (this.previewBytes ?? 0) : 0;
  }

  /** A message needs it now. */
  use(now: Date): void {
    this.expiresAt = new Date(now.getTime() + USED_DAYS * 24 * HOUR_MS);
  }

  /** Somebody may still need it till then; never shorter than before. */
  keepUntil(moment: Date): void {
    if (moment > this.expiresAt) this.expiresAt = moment;
  }
}
