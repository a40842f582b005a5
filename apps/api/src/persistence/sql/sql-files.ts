/** Records of files; a name is sealed like a text. */
import { StoredFile, type FileId, type Files } from '@olchat/domain';
import { seal, unseal, type Place } from '../sealing/sealer.ts';
import type { Sql } from './sql.ts';

interface FileRow {
  portal_id: StoredFile['portalId'];
  id: FileId;
  storage_key: string;
  owner_id: StoredFile['ownerId'];
  sealed_name: Buffer;
  state: StoredFile['state'];
  size: string;
  sha256: string;
  mime: string;
  kind: StoredFile['kind'];
  seconds: number | null;
  waveform: Buffer | null;
  voice_id: FileId | null;
  preview_key: string | null;
  preview_bytes: number | null;
  as_link: boolean;
  created_at: Date;
  expires_at: Date;
}

const COLUMNS = `portal_id, id, storage_key, owner_id, sealed_name, state, size, sha256, mime, kind, seconds, waveform, voice_id, preview_key, preview_bytes,
  as_link, created_at, expires_at`;
/** As `StoredFile.heldBytes`. */
const HELD = `case when state = 'READY' then size + coalesce(preview_bytes, 0) else 0 end`;

const place = (portalId: string, id: string): Place => ({ portalId, column: 'file.sealed_name', row: id });

/** One byte a bar. */
const bytesOf = (waveform: readonly number[] | null): Buffer | null => (waveform === null ? null : Buffer.from(waveform));

export class SqlFiles implements Files {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(id: FileId): Promise<StoredFile | null> {
    return this.#one(id, '');
  }

  async lock(id: FileId): Promise<StoredFile | null> {
    return this.#one(id, 'for update');
  }

  async add(file: StoredFile): Promise<void> {
    await this.#sql.execute(`insert into file (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
      file.portalId,
      file.id,
      file.storageKey,
      file.ownerId,
      seal(this.#sql.key, place(file.portalId, file.id), file.name),
      file.state,
      file.size,
      file.sha256,
      file.mime,
      file.kind,
      file.seconds,
      bytesOf(file.waveform),
      file.voiceId,
      file.previewKey,
      file.previewBytes,
      file.asLink,
      file.createdAt,
      file.expiresAt,
    ]);
    await this.#hold(file.heldBytes);
  }

  async save(file: StoredFile): Promise<void> {
    await this.#change(
      file.id,
      `update file set state = ?, size = ?, sha256 = ?, mime = ?, kind = ?, seconds = ?, waveform = ?, voice_id = ?, expires_at = ?
        where portal_id = ? and id = ?`,
      [
        ...[file.state, file.size, file.sha256, file.mime, file.kind, file.seconds, bytesOf(file.waveform), file.voiceId, file.expiresAt],
        ...[file.portalId, file.id],
      ],
    );
  }

  async savePreview({ portalId, id, previewKey, previewBytes }: StoredFile): Promise<void> {
    const values = [previewKey, previewBytes, portalId, id];
    await this.#change(id, 'update file set preview_key = ?, preview_bytes = ? where portal_id = ? and id = ?', values);
  }

  async storedBytes(): Promise<number> {
    const [row] = await this.#sql.execute<{ bytes: string }>('select bytes from file_space where portal_id = ?', [this.#sql.portalId]);
    return Number(row?.bytes ?? 0);
  }

  async bytesSince(at: Date): Promise<number> {
    const [row] = await this.#sql.execute<{ bytes: string | null }>(
      'select sum(size) as bytes from file where portal_id = ? and created_at >= ?',
      [this.#sql.portalId, at],
    );
    return Number(row?.bytes ?? 0);
  }

  async expired(at: Date, limit: number): Promise<StoredFile[]> {
    const rows = await this.#sql.execute<FileRow>(
      `select ${COLUMNS} from file where portal_id = ? and state <> 'GONE' and expires_at < ? order by expires_at limit ?`,
      [this.#sql.portalId, at, limit],
    );
    return rows.map(row => this.#fileOf(row));
  }

  async #one(id: FileId, locking: '' | 'for update'): Promise<StoredFile | null> {
    const query = `select ${COLUMNS} from file where portal_id = ? and id = ? ${locking}`;
    const [row] = await this.#sql.execute<FileRow>(query, [this.#sql.portalId, id]);
    return row === undefined ? null : this.#fileOf(row);
  }

  /** What the file holds before and after decides what the portal does; nobody else changes it in between. */
  async #change(id: FileId, update: string, values: readonly unknown[]): Promise<void> {
    const key = [this.#sql.portalId, id];
    const held = `select ${HELD} as bytes from file where portal_id = ? and id = ?`;
    const [before] = await this.#sql.execute<{ bytes: string }>(`${held} for update`, key);
    const [after] = await this.#sql.execute<{ bytes: string }>(`${update} returning ${HELD} as bytes`, values);
    await this.#hold(Number(after?.bytes ?? 0) - Number(before?.bytes ?? 0));
  }

  async #hold(more: number): Promise<void> {
    if (more === 0) return;
    await this.#sql.execute(
      `insert into file_space (portal_id, bytes) values (?, ?)
       on conflict (portal_id) do update set bytes = file_space.bytes + excluded.bytes`,
      [this.#sql.portalId, more],
    );
  }

  #fileOf(row: FileRow): StoredFile {
    return Object.assign(new StoredFile(), {
      portalId: row.portal_id,
      id: row.id,
      storageKey: row.storage_key,
      ownerId: row.owner_id,
      name: unseal(this.#sql.key, place(row.portal_id, row.id), row.sealed_name).toString('utf8'),
      state: row.state,
      size: Number(row.size),
      sha256: row.sha256,
      mime: row.mime,
      kind: row.kind,
      seconds: row.seconds,
      waveform: row.waveform === null ? null : [...row.waveform],
      voiceId: row.voice_id,
      previewKey: row.preview_key,
      previewBytes: row.preview_bytes,
      asLink: row.as_link,
      createdAt: new Date(row.created_at),
      expiresAt: new Date(row.expires_at),
    });
  }
}
