/** The server's side of Noise_XX_25519_AESGCM_SHA256 as WhatsApp Web speaks it, and the length-prefixed frames under it. */
import { randomBytes } from 'node:crypto';
import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  decodeBinaryNode,
  encodeBinaryNode,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
  type KeyPair,
} from 'baileys';
import type { Stanza } from './stanza.ts';

const NOTHING = Buffer.alloc(0);
const LENGTH_BYTES = 3;
/** `ED`, two bytes of version, three of length: where the client wants to be routed. */
const ROUTING_BYTES = 7;

export interface ClientFinish {
  payload: proto.ClientPayload;
  /** The device's long-lived key: by it a login is recognised. */
  noiseKey: Buffer;
}

const nonce = (counter: number): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
};

const framed = (payload: Uint8Array): Buffer => {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUIntBE(payload.length, 0, LENGTH_BYTES);
  return Buffer.concat([length, payload]);
};

/** One direction of the encrypted stream. */
class Stream {
  readonly #key: Buffer;
  #counter = 0;

  constructor(key: Uint8Array) {
    this.#key = Buffer.from(key);
  }

  seal(plain: Uint8Array): Buffer {
    return aesEncryptGCM(plain, this.#key, nonce(this.#counter++), NOTHING);
  }

  open(sealed: Uint8Array): Buffer {
    return aesDecryptGCM(sealed, this.#key, nonce(this.#counter++), NOTHING);
  }
}

export class NoiseServer {
  #hash: Buffer;
  #salt: Buffer;
  #key: Buffer;
  #counter = 0;
  #unread: Buffer = NOTHING;
  #sawIntro = false;
  #ephemeral: KeyPair = Curve.generateKeyPair();
  #incoming: Stream | undefined;
  #outgoing: Stream | undefined;

  constructor() {
    const mode = Buffer.from(NOISE_MODE);
    this.#hash = mode.length === 32 ? mode : sha256(mode);
    this.#salt = this.#hash;
    this.#key = this.#hash;
    this.#authenticate(NOISE_WA_HEADER);
  }

  /** Takes bytes of the socket, gives the frames that are complete. */
  frames(bytes: Buffer): Buffer[] {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    if (!this.#sawIntro && !this.#skipIntro()) return [];
    const frames: Buffer[] = [];
    while (this.#unread.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#unread.readUIntBE(0, LENGTH_BYTES);
      if (this.#unread.length < end) break;
      frames.push(this.#unread.subarray(LENGTH_BYTES, end));
      this.#unread = this.#unread.subarray(end);
    }
    return frames;
  }

  /** First frame: the client's ephemeral key. Answers with the server hello. */
  hello(frame: Buffer): Buffer {
    const theirs = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
    if (!theirs) throw new Error('the first frame is not a client hello');
    const own = Curve.generateKeyPair();
    this.#authenticate(theirs);
    this.#authenticate(this.#ephemeral.public);
    this.#mix(Curve.sharedKey(this.#ephemeral.private, theirs));
    const sealedStatic = this.#seal(own.public);
    this.#mix(Curve.sharedKey(own.private, theirs));
    const payload = this.#seal(certificateChain(own.public));
    const serverHello = { ephemeral: this.#ephemeral.public, static: sealedStatic, payload };
    return framed(proto.HandshakeMessage.encode({ serverHello }).finish());
  }

  /** Second frame: who the client is. From here on everything is a stanza. */
  finish(frame: Buffer): ClientFinish {
    const finish = proto.HandshakeMessage.decode(frame).clientFinish;
    if (!finish?.static || !finish.payload) throw new Error('the second frame is not a client finish');
    const noiseKey = this.#open(finish.static);
    this.#mix(Curve.sharedKey(this.#ephemeral.private, noiseKey));
    const payload = proto.ClientPayload.decode(this.#open(finish.payload));
    const keys = hkdf(NOTHING, 64, { salt: this.#salt, info: '' });
    this.#incoming = new Stream(keys.subarray(0, 32));
    this.#outgoing = new Stream(keys.subarray(32));
    return { payload, noiseKey };
  }

  seal(node: Stanza): Buffer {
    if (this.#outgoing === undefined) throw new Error('the handshake is not finished');
    return framed(this.#outgoing.seal(encodeBinaryNode(node)));
  }

  async open(frame: Buffer): Promise<Stanza> {
    if (this.#incoming === undefined) throw new Error('the handshake is not finished');
    return decodeBinaryNode(this.#incoming.open(frame));
  }

  /** False while it is not there as a whole. */
  #skipIntro(): boolean {
    const hasRouting = this.#unread.length > ROUTING_BYTES && this.#unread.subarray(0, 2).toString('latin1') === 'ED';
    const routing = hasRouting ? ROUTING_BYTES + this.#unread.readUIntBE(4, 3) : 0;
    const intro = routing + NOISE_WA_HEADER.length;
    if (this.#unread.length < intro) return false;
    this.#unread = this.#unread.subarray(intro);
    this.#sawIntro = true;
    return true;
  }

  #authenticate(bytes: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, bytes]));
  }

  #mix(secret: Uint8Array): void {
    const keys = hkdf(Buffer.from(secret), 64, { salt: this.#salt, info: '' });
    this.#salt = Buffer.from(keys.subarray(0, 32));
    this.#key = Buffer.from(keys.subarray(32));
    this.#counter = 0;
  }

  #seal(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, nonce(this.#counter++), this.#hash);
    this.#authenticate(sealed);
    return sealed;
  }

  #open(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, nonce(this.#counter++), this.#hash);
    this.#authenticate(sealed);
    return plain;
  }
}

/** Baileys 7.0.0-rc14 looks at the serial of the issuer and at nothing of the signatures, so random ones pass. */
const certificateChain = (key: Uint8Array): Uint8Array => {
  const { Details } = proto.CertChain.NoiseCertificate;
  const intermediate = Details.encode({ serial: 1, issuerSerial: 0, key: randomBytes(32) }).finish();
  const leaf = Details.encode({ serial: 2, issuerSerial: 1, key }).finish();
  return proto.CertChain.encode({
    leaf: { details: leaf, signature: randomBytes(64) },
    intermediate: { details: intermediate, signature: randomBytes(64) },
  }).finish();
};
