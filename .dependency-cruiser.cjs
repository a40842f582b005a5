const TESTS = '(^tests/|\\.test\\.ts$|^(apps|packages)/.*/testing/)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-knows-nothing',
      comment: 'The domain decides; whatever it needs from outside it states as a port.',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: TESTS },
      to: { path: '^(apps|packages|tests|scripts)/', pathNot: '^packages/domain/src/' },
    },
    {
      name: 'domain-without-node',
      comment: 'The domain runs anywhere: no files, sockets or processes.',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-know-the-domain-only',
      comment: 'A connector, and the Bitrix24 package, can be added or taken away without touching another one.',
      severity: 'error',
      from: { path: '^packages/(connector-[^/]+|bitrix24)/', pathNot: TESTS },
      to: { path: '^(apps|packages|tests|scripts)/', pathNot: ['^packages/$1/', '^packages/(domain|connector-kit)/'] },
    },
    {
      name: 'client-stands-alone',
      comment: 'Partners install the client; it is made from schema.graphql and brings nothing else of ours.',
      severity: 'error',
      from: { path: '^packages/client/', pathNot: TESTS },
      to: { path: '^(apps|packages|tests|scripts)/', pathNot: '^packages/client/' },
    },
    {
      name: 'widget-uses-the-client',
      comment: 'The widget speaks to us as a partner does, which proves the client daily.',
      severity: 'error',
      from: { path: '^apps/widget/', pathNot: TESTS },
      to: { path: '^(apps|packages|tests|scripts)/', pathNot: '^(apps/widget|packages/client)/' },
    },
    {
      name: 'api-without-sandbox-and-widget',
      comment: 'The product does not know that it can be simulated, nor how it looks.',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: '^apps/(sandbox|widget)/' },
    },
    {
      name: 'only-tests-import-the-sandbox',
      comment: 'No product code runs differently because a simulator is there.',
      severity: 'error',
      from: { pathNot: '^(tests|apps/sandbox)/|\\.test\\.ts$' },
      to: { path: '^apps/sandbox/' },
    },
    {
      name: 'only-tests-import-fakes',
      comment: 'Fakes and contract suites are for tests; a fake in the product would lose messages.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: '^(apps|packages)/.*/testing/' },
    },
    {
      name: 'baileys-in-its-connector',
      comment: 'The GPL-3.0 library stays in the two folders that are GPL-3.0-or-later, and nothing vendor-shaped crosses a port.',
      severity: 'error',
      from: { pathNot: '^(packages/connector-whatsapp-web|apps/sandbox/src/whatsapp-web)/' },
      to: { path: '(^|/)node_modules/(baileys|libsignal)/' },
    },
    {
      name: 'api-process-without-messengers',
      comment: 'Messenger libraries are heavy; only the worker loads them.',
      severity: 'error',
      from: { path: '^apps/api/src/(graphql|http)/', pathNot: TESTS },
      to: { path: '(^|/)node_modules/(baileys|libsignal|@mtcute)/', reachable: true },
    },
    {
      name: 'no-way-past-exports',
      comment: 'What a package does not export is its own business.',
      severity: 'error',
      from: { path: '^((?:apps|packages)/[^/]+)/' },
      to: {
        path: '^(apps|packages)/[^/]+/',
        pathNot: [
          '^$1/',
          '/src/(index|profile)\\.ts$',
          '^packages/domain/testing/index\\.ts$',
          '^apps/sandbox/',
          '^apps/api/src/compose\\.ts$',
        ],
      },
    },
    {
      name: 'listed-in-package-json',
      comment: 'What package.json does not list is there by accident, and gone tomorrow.',
      severity: 'error',
      from: { path: '^(apps|packages|tests|scripts)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere fails only when its line runs.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^packages/client/src/generated/.*\\.graphql$' },
    tsPreCompilationDeps: true,
    // The tools of the root serve every workspace.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@olchat/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.mts', '.mjs', '.js', '.vue', '.json'],
    },
  },
};
