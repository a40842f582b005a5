import { useApolloClient } from '@vue/apollo-composable';
import { MessageDocument } from '@olchat/client';
import type { Message } from '../message/message.ts';

export interface UseFreshLinks {
  /** An address of this file that still opens; null: it is not kept any more. */
  of: (messageId: string, fileId: string) => Promise<string | null>;
  /** The same of the picture that is shown instead of it; null: it has none. */
  ofPreview: (messageId: string, fileId: string) => Promise<string | null>;
}

/** Links end five minutes after they were made (SE-34), and a card stays open for hours: whoever opens a file asks for a new one. */
export function useFreshLinks(): UseFreshLinks {
  const { client } = useApolloClient();
  const fresh = async (id: string): Promise<Message | null> =>
    (await client.query({ query: MessageDocument, variables: { id } })).data.message ?? null;
  return {
    of: async (messageId, fileId) => {
      const message = await fresh(messageId);
      return message && linkIn(message, fileId);
    },
    ofPreview: async (messageId, fileId) => (await fresh(messageId))?.files.find(({ id }) => id === fileId)?.previewUrl ?? null,
  };
}

function linkIn({ files, voice }: Message, fileId: string): string | null {
  return (voice?.fileId === fileId ? voice.url : files.find(({ id }) => id === fileId)?.url) ?? null;
}
