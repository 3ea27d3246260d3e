import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { manifestParts, stringsOf, type ManifestParts } from './manifest.ts';

/** Limits of Teams' command menu; lengths in characters: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/create-a-bot-commands-menu */
const MAX_COMMANDS = 10;
const MAX_TITLE_LENGTH = 32;
const MAX_DESCRIPTION_LENGTH = 128;

/** Paths of the strings that people read. Each language file translates them. */
const TRANSLATABLE =
  /^(?:name\.(?:short|full)|description\.(?:short|full)|staticTabs\[\d+\]\.name|(?:bots|composeExtensions)\[\d+\]\..*\.(?:title|description))$/;

/** Domains under which anyone can get a host name. */
const SHARED_HOSTS = ['azurewebsites.net', 'devtunnels.ms', 'ngrok.io', 'ngrok-free.app', 'com', 'net'];

/**
 * Checks a manifest without placeholders and its language files, and returns the problems, one sentence each. Microsoft's
 * JSON schemas come first; only a manifest that conforms is checked against those rules of the Teams store that need
 * no network.
 * @param languages the parsed language files, by file name.
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

/** Null when the package has no such schema. The schemas are draft 4; ajv supports the parts that they use. */
function readSchema(path: string): ValidateFunction | null {
  const require = createRequire(import.meta.url);
  let text: string;
  try {
    text = readFileSync(require.resolve(`@microsoft/app-manifest/build/json-schemas/teams/${path}`), 'utf8');
  } catch {
    return null;
  }
  // Some of Microsoft's patterns are invalid in JavaScript's Unicode mode.
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
    /^[0-]+$/.test(value) ? [`${path} is ${value}: set the ID of your registration.`] : [],
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
      `webApplicationInfo.resource: "${webApplicationInfo.resource}" must be api://HOST/… with a host of validDomains, or the tab gets no token from Teams.`,
    );
  }
  return problems;
}

function checkTexts({ name, description }: ManifestParts): string[] {
  const problems: string[] = [];
  if (/microsoft|teams/i.test(name.short))
    problems.push(`name.short: "${name.short}" must not contain "Microsoft" or "Teams".`);
  if (description.short === description.full) problems.push('description.full repeats description.short.');
  return problems;
}

function checkCommands({ bots }: ManifestParts): string[] {
  const lists = bots.flatMap(({ commandLists }) => commandLists);
  return lists.flatMap(({ scopes, commands }) => {
    const where = `the commands for ${scopes.join(' and ')}`;
    const problems: string[] = [];
    if (commands.length > MAX_COMMANDS) {
      problems.push(`${where}: there are ${commands.length}, but Teams shows at most ${MAX_COMMANDS}.`);
    }
    const titles = new Set<string>();
    for (const { title, description } of commands) {
      if (titles.has(title)) problems.push(`${where}: "${title}" is listed twice.`);
      titles.add(title);
      if (title.length > MAX_TITLE_LENGTH) {
        problems.push(`${where}: "${title}" is longer than ${MAX_TITLE_LENGTH} characters.`);
      }
      if (description.length > MAX_DESCRIPTION_LENGTH) {
        problems.push(
          `${where}: the description of "${title}" is longer than ${MAX_DESCRIPTION_LENGTH} characters.`,
        );
      }
    }
    return problems;
  });
}

function checkLanguages(manifest: ManifestParts, languages: ReadonlyMap<string, unknown>): string[] {
  const strings = [...stringsOf(manifest)].map(({ path }) => path).filter((path) => TRANSLATABLE.test(path));
  return manifest.localizationInfo.additionalLanguages.flatMap(({ languageTag, file }) => {
    const texts = (languages.get(file) ?? {}) as Record<string, unknown>;
    const keys = Object.keys(texts).filter((key) => key !== '$schema');
    return [
      ...strings
        .filter((path) => !(path in texts))
        .map((path) => `${path} has no ${languageTag} text in ${file}.`),
      ...keys
        .filter((key) => !strings.includes(key))
        .map((key) => `has no text at ${key}, which ${file} translates: remove the line there.`),
    ];
  });
}
