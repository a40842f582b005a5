/** The picture that a person shows of himself: asked for with the person, since its address at the server changes with it (H-1). */
import { MtPeerNotFoundError } from '@mtcute/core';
import type { TelegramClient } from '@mtcute/node';
import type { PictureAnswer } from '@olchat/domain';
import { reasonOf } from './errors.ts';
import { userIdOf } from './ids.ts';

/** The server leaves the picture out where there is none and where it is hidden from us: the two look the same. */
export async function askPicture(
  client: TelegramClient,
  messengerAddress: string,
  { signal, queryMs }: { signal: AbortSignal; queryMs: number },
): Promise<PictureAnswer> {
  const person = userIdOf(messengerAddress);
  if (person === null) return { kind: 'unavailable', reason: 'no address of a person' };
  try {
    const [user] = await client.withParams({ timeout: queryMs, abortSignal: signal }).getUsers(person);
    if (user == null) return { kind: 'unavailable', reason: 'no answer about this person' };
    return user.photo === null
      ? { kind: 'none' }
      : { kind: 'content', bytes: client.downloadAsIterable(user.photo.big, { abortSignal: signal }) };
  } catch (error) {
    if (error instanceof MtPeerNotFoundError) return { kind: 'unavailable', reason: 'this person was never met' };
    return { kind: 'unavailable', reason: reasonOf(error) };
  }
}
