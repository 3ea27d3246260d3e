import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const clockReaders = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Only clock.ts reads the time: take a Clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only clock.ts reads the time: take a Clock.',
  },
  {
    selector: "MemberExpression[object.name='DateTime'][property.name='now']",
    message: 'Only clock.ts reads the time: take a Clock.',
  },
  {
    selector:
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
    message: 'Only clock.ts reads the time: take a Clock.',
  },
  {
    selector: "CallExpression[callee.name='sql'] TemplateElement[value.raw=/\\bnow\\(\\)/]",
    message: 'Times are passed in, never SQL now().',
  },
];
const environmentReaders = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only config.ts reads the environment.',
  },
];

/** Which folders of bot/ may not import which: the data flows one way, with the side effects at its ends. */
const boundaries = [
  ['guidance', ['rendering', 'reminders', 'store', 'teams']],
  ['campaign', ['rendering', 'reminders', 'store', 'teams']],
  ['rendering', ['reminders', 'store', 'teams']],
  ['reminders', ['store', 'teams']],
  ['store', ['teams', 'rendering', 'guidance']],
  ['teams', ['store']],
].flatMap(([target, forbidden]) =>
  forbidden.map((from) => ({ target: `./bot/${target}`, from: `./bot/${from}` })),
);

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 300, skipComments: true }],
      'no-console': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones: boundaries }],
    },
  },
  {
    files: ['bot/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...clockReaders, ...environmentReaders],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['botbuilder', 'botbuilder-*', 'botframework-*'],
              message: 'Only bot/teams/ imports botbuilder.',
            },
            { group: ['@microsoft/teams-js'], message: 'Only bot/tab/ imports teams-js.' },
          ],
        },
      ],
    },
  },
  { files: ['bot/teams/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['bot/clock.ts'], rules: { 'no-restricted-syntax': ['error', ...environmentReaders] } },
  { files: ['bot/config.ts'], rules: { 'no-restricted-syntax': ['error', ...clockReaders] } },
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'mocha', name: ['it', 'describe'] }] },
      ],
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
