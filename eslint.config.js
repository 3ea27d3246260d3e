import { existsSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import importX from 'eslint-plugin-import-x';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/**
 * Every folder of bot/, the top of the data flow first. A file imports from its own folder and from folders
 * below it in this list, never from one above: that leaves no room for a circle of folders. A folder that is
 * missing here fails lint.
 */
const layers = [
  '', // bot/index.ts
  'cli',
  'evaluation',
  'app',
  'teams',
  'teams/card-actions',
  'teams/commands',
  'teams/connector',
  'teams/turn',
  'http/endpoints',
  'http',
  'tab',
  'store',
  'store/undo',
  'store/dashboard',
  'store/questions',
  'store/servers',
  'store/reminders',
  'store/alerts',
  'store/delivery',
  'store/audit',
  'store/database',
  'store/database/migrations',
  'dashboard',
  'rendering',
  'questions',
  'servers',
  'alerts/watches',
  'alerts/kinds',
  'alerts',
  'reminders',
  'deadlines',
  'delivery',
  'app-package',
  'sources/notices',
  'understanding/acts',
  'understanding',
  'guidance/compile',
  'guidance/milestones',
  'guidance/milestones/rules',
  'guidance',
  'access',
  'campaign',
  'sources/graph',
  'platform',
  'notices', // data that is shared by all notices
];

/** The only folder that knows the configuration; what is below takes the values that it needs. */
const CONFIG = 'app/config.ts';

const bot = resolve(import.meta.dirname, 'bot');
const inBot = (path) => relative(bot, path).split(sep).join(posix.sep);
const folderOf = (path) => {
  const folder = posix.dirname(inBot(path));
  return folder === '.' ? '' : folder;
};

/** Checks the imports of a file of bot/ against `layers`. */
const importsDownwards = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unlisted: 'bot/{{ folder }}/ is not in the list of layers: give it a place there.',
      upwards: 'bot/{{ from }}/ is below bot/{{ to }}/ and may not import from it.',
      config:
        'Only bot/app/, bot/cli/ and bot/evaluation/ know the configuration: take the value as an argument.',
    },
  },
  create(context) {
    const from = folderOf(context.filename);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const target = resolve(dirname(context.filename), source);
      if (inBot(target).startsWith('..')) return;
      const to = folderOf(target);
      if (layers.includes(to) && layers.indexOf(to) < layers.indexOf(from)) {
        context.report({ node, messageId: 'upwards', data: { from, to } });
      } else if (inBot(target) === CONFIG && !['', 'app', 'cli', 'evaluation'].includes(from)) {
        context.report({ node, messageId: 'config' });
      }
    };
    return {
      Program(node) {
        if (!layers.includes(from)) context.report({ node, messageId: 'unlisted', data: { folder: from } });
      },
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export const layersPlugin = { rules: { 'imports-downwards': importsDownwards } };

for (const layer of layers) {
  if (!existsSync(resolve(bot, layer)))
    throw new Error(`The list of layers names bot/${layer}/, which does not exist.`);
}

const takeAClock = 'Only platform/clock.ts reads the time: take a Clock.';
const clockReaders = [
  "MemberExpression[object.name='Date'][property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "MemberExpression[object.name='DateTime'][property.name='now']",
  "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
].map((selector) => ({ selector, message: takeAClock }));
const environmentReaders = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only app/config.ts reads the environment.',
  },
];
const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
  {
    selector: "TaggedTemplateExpression[tag.name='sql'] TemplateElement[value.raw=/\\bnow\\(\\)/]",
    message: 'Pass the time as a parameter: never SQL now().',
  },
];

const botbuilder = {
  group: ['botbuilder', 'botbuilder-*', 'botframework-*'],
  message: 'Only bot/teams/ imports botbuilder.',
};
const teamsJs = { group: ['@microsoft/teams-js'], message: 'Only bot/tab/ imports teams-js.' };

/** The one tsconfig.json knows both the browser and Node. */
const browserGlobals = ['document', 'window', 'location', 'history', 'navigator', 'localStorage', 'self'].map(
  (name) => ({ name, message: 'Only bot/tab/ runs in a browser.' }),
);
const serverCode = {
  group: ['../*/**', '../*.ts', 'node:*'],
  allowTypeImports: true,
  message: 'bot/tab/ runs in a browser: it imports only types from the server.',
};

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/ignore': ['node_modules'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.js', '.json'] })],
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 300, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['bot/**/*.ts'],
    plugins: { layers: layersPlugin },
    rules: {
      'layers/imports-downwards': 'error',
      'no-restricted-imports': ['error', { patterns: [botbuilder, teamsJs] }],
      'no-restricted-syntax': ['error', ...everywhere, ...clockReaders, ...environmentReaders],
    },
  },
  {
    // Whoever writes to the bot chooses what its patterns search. The folders that are left out read only
    // what an administrator wrote: documents, settings and the arguments of commands.
    files: ['bot/**/*.ts'],
    ignores: ['app', 'app-package', 'cli', 'guidance/compile', 'guidance/milestones', 'tab'].map(
      (each) => `bot/${each}/**`,
    ),
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  { files: ['bot/teams/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [teamsJs] }] } },
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
  {
    files: ['bot/platform/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...environmentReaders] },
  },
  {
    files: ['bot/app/config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...clockReaders] },
  },
  { files: ['**/*.{js,cjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['bot/cli/check-node.cjs'],
    rules: { 'no-var': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
