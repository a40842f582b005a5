/** Stanzas: WhatsApp's XML-like binary nodes, and the addresses in them. */
import { getBinaryNodeChild, jidDecode, type BinaryNode } from 'baileys';

export type Stanza = BinaryNode;

/** A stanza that can be kept in the store: bytes are base64. */
export interface StoredStanza {
  tag: string;
  attrs: Record<string, string>;
  content?: StoredStanza[] | { base64: string };
}

export const SERVER = 's.whatsapp.net';

/** Times on the wire are whole seconds. */
export const seconds = (ms: number): string => String(Math.floor(ms / 1000));

const asBuffer = (content: string | Uint8Array): Buffer => (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content));

/** Undefined when the stanza has children or nothing. */
export const bytesOf = (node: Stanza | undefined): Buffer | undefined =>
  node?.content === undefined || Array.isArray(node.content) ? undefined : asBuffer(node.content);

/** Codes are those of HTTP. */
export const iqError = (code: string): Stanza => ({ tag: 'error', attrs: { code, text: `refused with ${code}` } });

export const childOf = getBinaryNodeChild;

export const childrenOf = (node: Stanza | undefined, tag?: string): Stanza[] => {
  if (node === undefined || !Array.isArray(node.content)) return [];
  return tag === undefined ? node.content : node.content.filter(child => child.tag === tag);
};

export interface Jid {
  /** Phone number or LID, digits. */
  user: string;
  server: string;
  /** 0 is the phone itself, others are linked devices. */
  device: number;
}

/** A person's address (number or LID); undefined for groups, status, channels and nonsense. */
export const personJid = (text: string | undefined): Jid | undefined => {
  const jid = jidDecode(text);
  if (jid === undefined || (jid.server !== SERVER && jid.server !== 'lid')) return undefined;
  return { user: jid.user, server: jid.server, device: jid.device ?? 0 };
};

export const toStored = (node: Stanza): StoredStanza => {
  const { tag, attrs, content } = node;
  if (content === undefined) return { tag, attrs };
  return { tag, attrs, content: Array.isArray(content) ? content.map(toStored) : { base64: asBuffer(content).toString('base64') } };
};

export const fromStored = ({ tag, attrs, content }: StoredStanza): Stanza => {
  if (content === undefined) return { tag, attrs };
  return { tag, attrs, content: Array.isArray(content) ? content.map(fromStored) : Buffer.from(content.base64, 'base64') };
};
