import tseslint from 'typescript-eslint';

const takeAClock = 'Only clock.ts reads the time: take a Clock.';
const clockReaders = [
  "MemberExpression[object.name='Date'][property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "MemberExpression[object.name='DateTime'][property.name='now']",
  "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
].map((selector) => ({ selector, message: takeAClock }));
const environmentReaders = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only config.ts reads the environment.',
  },
];
const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  {
    selector: "TaggedTemplateExpression[tag.name='sql'] TemplateElement[value.raw=/\\bnow\\(\\)/]",
    message: 'Times are passed in, never SQL now().',
  },
];

/** Which folders of bot/ a folder may not import: the data flows one way, with the side effects at its ends. */
const boundaries = {
  guidance: ['recognition', 'rendering', 'reminders', 'store', 'teams', 'cli'],
  campaign: ['recognition', 'rendering', 'reminders', 'store', 'teams', 'cli'],
  recognition: ['guidance', 'campaign', 'rendering', 'reminders', 'store', 'teams', 'cli'],
  rendering: ['recognition', 'reminders', 'store', 'teams', 'cli'],
  reminders: ['guidance', 'recognition', 'store', 'teams', 'cli'],
  store: ['guidance', 'recognition', 'rendering', 'teams', 'cli'],
  teams: ['store', 'cli', 'tab'],
  dashboard: ['recognition', 'store', 'teams', 'cli', 'tab', 'api'],
};

const botbuilder = {
  group: ['botbuilder', 'botbuilder-*', 'botframework-*'],
  message: 'Only bot/teams/ imports botbuilder.',
};
const teamsJs = { group: ['@microsoft/teams-js'], message: 'Only bot/tab/ imports teams-js.' };

function importsOf(folder, forbidden) {
  const outside = {
    group: forbidden.map((other) => `**/${other}/**`),
    message: `bot/${folder}/ does not import this folder: see the data flow in README.md.`,
  };
  const patterns = [outside, teamsJs, ...(folder === 'teams' ? [] : [botbuilder])];
  return { files: [`bot/${folder}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/** What a browser has and Node has not: the one tsconfig.json knows both. */
const browserGlobals = ['document', 'window', 'location', 'history', 'navigator', 'localStorage', 'self'].map(
  (name) => ({
    name,
    message: 'Only bot/tab/ runs in a browser.',
  }),
);
/** The page takes types of the data that it is sent, and nothing that runs on the server. */
const serverCode = {
  group: ['../*/**', '../*.ts', 'node:*'],
  allowTypeImports: true,
  message: 'bot/tab/ runs in a browser: it imports types of the server’s answers only.',
};

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 300, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['bot/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [botbuilder, teamsJs] }],
      'no-restricted-syntax': ['error', ...everywhere, ...clockReaders, ...environmentReaders],
    },
  },
  {
    files: ['bot/**/*.ts'],
    ignores: ['bot/tab/**'],
    rules: { 'no-restricted-globals': ['error', ...browserGlobals] },
  },
  {
    files: ['bot/tab/**/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [botbuilder, serverCode] }],
    },
  },
  ...Object.entries(boundaries).map(([folder, forbidden]) => importsOf(folder, forbidden)),
  {
    files: ['bot/platform/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...environmentReaders] },
  },
  { files: ['bot/app/config.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere, ...clockReaders] } },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
