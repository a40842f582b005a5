import { traceIdOf } from '../api.ts';
import { useWords } from '../locales/use-words.ts';

/** A sentence about what failed, with the name under which an administrator finds the reason in the server's log. */
export function useFailureWords(): (sentence: string, error: unknown) => string {
  const { t } = useWords();
  return (sentence, error) => {
    const id = traceIdOf(error);
    return id === undefined ? sentence : `${sentence} ${t('page.traceId', { id })}`;
  };
}
