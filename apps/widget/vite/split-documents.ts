import type { Plugin } from 'vite';

const GENERATED = /packages[\\/]client[\\/]src[\\/]generated[\\/]operations\.ts$/;
const PREFIX = '\0olchat-document:';
/** A document as the code generator writes it: one line of JSON. */
const DOCUMENT = /^export const (\w+Document) = (\{.*\}) as unknown as DocumentNode<.*$/gm;

/** Every operation of the client becomes a module of its own, so that a page loads those that it asks with, not all of them. */
export function splitDocuments(): Plugin {
  const documents = new Map<string, string>();
  return {
    name: 'olchat:split-documents',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!GENERATED.test(id)) return undefined;
      const split = code.replace(DOCUMENT, (_line, name: string, json: string) => {
        documents.set(name, json);
        return `export { ${name} } from ${JSON.stringify(`${PREFIX}${name}`)};`;
      });
      if (documents.size === 0) throw new Error('The generated operations look different from what was expected');
      return { code: split, map: null };
    },
    resolveId: id => (id.startsWith(PREFIX) ? { id, moduleSideEffects: false } : undefined),
    load: id =>
      id.startsWith(PREFIX) ? `export const ${id.slice(PREFIX.length)} = ${documents.get(id.slice(PREFIX.length))};` : undefined,
  };
}
