import js from '@eslint/js';
import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import { configs as typescript } from 'typescript-eslint';

// The pages, and what only ESLint can say of the domain; all else is oxlint's (.oxlintrc.json), which is several times as fast.
export default defineConfigWithVueTs(
  {
    ignores: ['**/node_modules', '**/dist', 'apps/widget/components.d.ts', 'apps/widget/auto-imports.d.ts'],
  },
  js.configs.recommended,
  vue.configs['flat/recommended'],
  accessibility.configs['flat/recommended'],
  vueTsConfigs.recommendedTypeChecked,
  {
    rules: {
      // `== null` means null or undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      // A refusal is a value: returned, never thrown.
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A port is asynchronous even where an adapter has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['packages/domain/src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: false, program: null } },
    rules: {
      ...typescript.disableTypeChecked.rules,
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is an argument of the domain: take the clock.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument of the domain: take the clock.',
        },
      ],
    },
  },
  {
    files: ['packages/domain/src/**/*.test.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // The layout of attributes is Prettier's work.
    files: ['**/*.vue'],
    rules: {
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'no-restricted-exports': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    // Tools and module declarations want a default export.
    files: ['**/*.config.{js,ts}', '**/*.d.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    // Outside of the pages' tsconfig.json: checked without types.
    files: ['apps/widget/*.config.ts'],
    rules: typescript.disableTypeChecked.rules,
    languageOptions: { parserOptions: { projectService: false, program: null } },
  },
);
