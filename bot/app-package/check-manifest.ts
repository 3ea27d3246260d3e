import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { manifestParts, stringsOf, type ManifestParts } from './manifest.ts';

/** Of Teams' menu of commands: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/create-a-bot-commands-menu */
const MOST_COMMANDS = 10;
const LONGEST_TITLE = 32;
const LONGEST_DESCRIPTION = 128;

/** The strings that people read, and which a language file therefore says in its language. */
const READ_BY_PEOPLE =
  /^(?:name\.(?:short|full)|description\.(?:short|full)|staticTabs\[\d+\]\.name|(?:bots|composeExtensions)\[\d+\]\..*\.(?:title|description))$/;

const SHARED_HOSTS = ['azurewebsites.net', 'devtunnels.ms', 'ngrok.io', 'ngrok-free.app', 'com', 'net'];

/**
 * What is wrong with a filled manifest and its language files, a sentence for each: first by Microsoft's own
 * schemas, and only when these find nothing by the rules of its store that need no network.
 * @param languages what the files of other languages say, by file name.
 */
export function checkManifest(manifest: unknown, languages: ReadonlyMap<string, unknown>): string[] {
  const version = (manifest as { manifestVersion?: unknown } | null)?.manifestVersion;
  const problems = checkAgainst(`v${String(version)}/MicrosoftTeams.schema.json`, manifest, 'manifest.json');
  for (const [file, language] of languages) {
    const schema = `v${String(version)}/MicrosoftTeams.Localization.schema.json`;
    problems.push(...checkAgainst(schema, language, file));
  }
  if (problems.length > 0) return problems;
  const parsed = manifestParts.safeParse(manifest);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `manifest.json ${path.join('.')}: ${message}`);
  }
  const found = [
    ...checkIds(parsed.data),
    ...checkAddresses(parsed.data),
    ...checkTexts(parsed.data),
    ...checkCommands(parsed.data),
    ...checkLanguages(parsed.data, languages),
  ];
  return found.map((problem) => `manifest.json ${problem}`);
}

function checkAgainst(path: string, value: unknown, file: string): string[] {
  const validate = readSchema(path);
  if (!validate) return [`${file} uses a schema that @microsoft/app-manifest does not include: ${path}.`];
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${file} ${tell(error)}`);
}

/** Null when there is none. Its dialect is draft 4, of which ajv reads what these schemas use. */
function readSchema(path: string): ValidateFunction | null {
  const require = createRequire(import.meta.url);
  let text: string;
  try {
    text = readFileSync(require.resolve(`@microsoft/app-manifest/build/json-schemas/teams/${path}`), 'utf8');
  } catch {
    return null;
  }
  // Some of Microsoft's patterns are none in JavaScript's Unicode mode.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const schema = JSON.parse(text) as SchemaObject;
  delete schema.$schema;
  return ajv.compile(schema);
}

function tell({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const { additionalProperty } = params as { additionalProperty?: string };
  return `${instancePath} ${message}${additionalProperty ? `: ${additionalProperty}` : ''}`.trim();
}

function checkIds({ id, bots, webApplicationInfo }: ManifestParts): string[] {
  const ids = { id, 'bots[0].botId': bots[0]?.botId ?? '', 'webApplicationInfo.id': webApplicationInfo.id };
  return Object.entries(ids).flatMap(([path, value]) =>
    /^[0-]+$/.test(value) ? [`${path} is ${value}, which identifies nothing.`] : [],
  );
}

function checkAddresses(manifest: ManifestParts): string[] {
  const { validDomains, webApplicationInfo } = manifest;
  const problems: string[] = [];
  for (const domain of validDomains) {
    const wild = domain.replace(/^\*\./, '');
    if (/[/:]/.test(domain))
      problems.push(`validDomains: "${domain}" must be a host without https:// or a path.`);
    if (wild !== domain && SHARED_HOSTS.includes(wild)) {
      problems.push(`validDomains: "${domain}" allows anyone's pages: use your own host name.`);
    }
  }
  for (const { path, text } of stringsOf(manifest)) {
    if (path === '$schema' || !/url$/i.test(path)) continue;
    if (!text.startsWith('https://') || !URL.canParse(text))
      problems.push(`${path}: "${text}" must start with https://.`);
    else if (!validDomains.includes(new URL(text).host)) {
      problems.push(`${path}: the host of "${text}" is not in validDomains (${validDomains.join(', ')}).`);
    }
  }
  const host = /^api:\/\/([^/]+)\/.*[\da-f-]{36}$/i.exec(webApplicationInfo.resource)?.[1];
  if (!host || !validDomains.includes(host)) {
    problems.push(
      `webApplicationInfo.resource: "${webApplicationInfo.resource}" must be api://HOST/… with a host of validDomains, or Teams gives the tab no token.`,
    );
  }
  return problems;
}

function checkTexts({ name, description }: ManifestParts): string[] {
  const problems: string[] = [];
  if (/microsoft|teams/i.test(name.short))
    problems.push(`name.short: "${name.short}" takes Microsoft's name.`);
  if (description.short === description.full) problems.push('description.full repeats description.short.');
  return problems;
}

function checkCommands({ bots }: ManifestParts): string[] {
  const lists = bots.flatMap(({ commandLists }) => commandLists);
  return lists.flatMap(({ scopes, commands }) => {
    const where = `the commands for ${scopes.join(' and ')}`;
    const problems: string[] = [];
    if (commands.length > MOST_COMMANDS) {
      problems.push(`${where}: ${commands.length} are more than the ${MOST_COMMANDS} that Teams shows.`);
    }
    const titles = new Set<string>();
    for (const { title, description } of commands) {
      if (titles.has(title)) problems.push(`${where}: "${title}" is listed twice.`);
      titles.add(title);
      if (title.length > LONGEST_TITLE) {
        problems.push(`${where}: "${title}" is longer than ${LONGEST_TITLE} characters.`);
      }
      if (description.length > LONGEST_DESCRIPTION) {
        problems.push(
          `${where}: the description of "${title}" is longer than ${LONGEST_DESCRIPTION} characters.`,
        );
      }
    }
    return problems;
  });
}

function checkLanguages(manifest: ManifestParts, languages: ReadonlyMap<string, unknown>): string[] {
  const strings = [...stringsOf(manifest)]
    .map(({ path }) => path)
    .filter((path) => READ_BY_PEOPLE.test(path));
  return manifest.localizationInfo.additionalLanguages.flatMap(({ languageTag, file }) => {
    const texts = (languages.get(file) ?? {}) as Record<string, unknown>;
    const keys = Object.keys(texts).filter((key) => key !== '$schema');
    return [
      ...strings
        .filter((path) => !(path in texts))
        .map((path) => `${path} has no ${languageTag} text in ${file}.`),
      ...keys
        .filter((key) => !strings.includes(key))
        .map((key) => `has nothing that ${file} could call ${key}.`),
    ];
  });
}
