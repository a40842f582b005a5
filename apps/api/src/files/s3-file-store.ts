/** Files in a bucket of any S3-compatible store, under the same paths as on disk. Loaded only when it is set up. */
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { FileGoneError, type FileStore, type PortalId, type WrittenContent } from '@olchat/domain';
import { MeasuredContent } from './measured-content.ts';
import { portalPath, storePath } from './store-path.ts';

export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** RE-50; milliseconds. */
export interface S3Times {
  connect: number;
  /** Until the store begins to answer a call that brings no bytes. */
  answer: number;
  /** Until it has taken one part of 5 MiB. */
  part: number;
  /** The longest silence in the middle of a content. */
  silence: number;
}

const TIMES: S3Times = { connect: 5000, answer: 10_000, part: 60_000, silence: 60_000 };
const TRIES = 3;
/** Parts of one upload that are on their way at once, 5 MiB each: they, and the one that is being filled, are all that is held of it. */
const PARTS_AT_ONCE = 2;
const REMOVED_AT_ONCE = 20;
/** The most that S3 names in one answer. */
const NAMED_AT_ONCE = 1000;

export class S3FileStore implements FileStore {
  readonly portalBytes: number;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #call: { requestTimeout: number };
  readonly #namedAtOnce: number;

  constructor(settings: S3Settings, portalBytes: number, times = TIMES, namedAtOnce = NAMED_AT_ONCE) {
    this.portalBytes = portalBytes;
    this.#bucket = settings.bucket;
    this.#call = { requestTimeout: times.answer };
    this.#namedAtOnce = namedAtOnce;
    this.#client = new S3Client({
      endpoint: settings.endpoint,
      region: settings.region,
      credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
      // Stores of one's own have one name, not one for each bucket.
      forcePathStyle: !/\.amazonaws\.com(\.cn)?$/.test(new URL(settings.endpoint).hostname),
      // Younger than S3 itself: many compatible stores refuse what they do not know.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: TRIES,
      retryMode: 'standard',
      requestHandler: {
        connectionTimeout: times.connect,
        requestTimeout: times.part,
        throwOnRequestTimeout: true,
        socketTimeout: times.silence,
      },
    });
  }

  async write(
    portalId: PortalId,
    key: string,
    content: AsyncIterable<Uint8Array>,
    limits: { maxBytes: number; keptBytes: number },
  ): Promise<WrittenContent> {
    const measured = new MeasuredContent(content, limits);
    const params = { ...this.#place(portalId, key), Body: Readable.from(measured, { objectMode: false }) };
    try {
      // Up to 5 MiB in one call; more in parts, which the library takes back when one of them, or the content, fails.
      await new Upload({ client: this.#client, params, queueSize: PARTS_AT_ONCE }).done();
    } catch (error) {
      if (measured.failure !== null) throw measured.failure;
      // It may lie there and only the answer be lost. What cannot be removed now has a record, and goes with the hourly clean-up.
      await Promise.allSettled([this.remove(portalId, key)]);
      throw error;
    }
    return measured.written();
  }

  async *read(portalId: PortalId, key: string): AsyncGenerator<Uint8Array> {
    const { Body } = await this.#client.send(new GetObjectCommand(this.#place(portalId, key)), this.#call).catch((error: unknown) => {
      throw isMissing(error) ? new FileGoneError('the file is gone', { cause: error }) : error;
    });
    for await (const piece of Body as Readable) yield piece as Uint8Array;
  }

  async has(portalId: PortalId, key: string): Promise<boolean> {
    try {
      await this.#client.send(new HeadObjectCommand(this.#place(portalId, key)), this.#call);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async remove(portalId: PortalId, key: string): Promise<void> {
    await this.#remove(this.#place(portalId, key).Key);
  }

  async removeAll(portalId: PortalId): Promise<void> {
    const place = { Bucket: this.#bucket, Prefix: portalPath(portalId), MaxKeys: this.#namedAtOnce };
    let after: string | undefined;
    do {
      // The first version of the list: every compatible store has it.
      const list = await this.#client.send(new ListObjectsCommand({ ...place, Marker: after }), this.#call);
      const keys = (list.Contents ?? []).flatMap(({ Key }) => Key ?? []);
      // One by one: removing many in one call needs a checksum on which stores do not agree.
      for (let at = 0; at < keys.length; at += REMOVED_AT_ONCE)
        await Promise.all(keys.slice(at, at + REMOVED_AT_ONCE).map(key => this.#remove(key)));
      after = list.IsTruncated === true ? keys.at(-1) : undefined;
    } while (after !== undefined);
  }

  close(): void {
    this.#client.destroy();
  }

  async #remove(key: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }), this.#call);
    } catch (error) {
      // S3 itself does not mind; others may.
      if (!isMissing(error)) throw error;
    }
  }

  #place(portalId: PortalId, key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: storePath(portalId, key) };
  }
}

/** The file, not the bucket: that one is a fault of the settings. */
const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket';
