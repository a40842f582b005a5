/** Content of our messages as it went out: a recipient's device that could not decrypt asks again, even days later (RE-26). */
import type { SessionStore } from '@olchat/domain';
import { proto } from 'baileys';

/** Stored before the send: afterwards may be too late. */
export const saveSent = (store: SessionStore, externalMessageId: string, content: proto.IMessage): Promise<void> =>
  store.writeSent(externalMessageId, proto.Message.encode(content).finish());

export async function readSent(store: SessionStore, externalMessageId: string): Promise<proto.IMessage | undefined> {
  const bytes = await store.readSent(externalMessageId);
  return bytes === null ? undefined : proto.Message.decode(bytes);
}
