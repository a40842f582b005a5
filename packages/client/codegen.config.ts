import type { CodegenConfig } from '@graphql-codegen/cli';

const codegen: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: 'operations/*.graphql',
  generates: {
    'src/generated/operations.ts': {
      plugins: [
        { add: { content: '// Written by `npm run generate` in packages/client; never edited.' } },
        'typescript-operations',
        'typed-document-node',
      ],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        dedupeFragments: true,
        scalars: { ID: 'string', DateTime: 'string', Cursor: 'string' },
      },
    },
  },
};

export default codegen;
