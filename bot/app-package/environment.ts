import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { CutoverError } from '../platform/errors.ts';

/** Values by name, and the file to write the missing ones into. */
export interface Values {
  file: string;
  of: Readonly<Record<string, string | undefined>>;
}

/**
 * What `env/.env.NAME` and the environment say; the environment wins. An empty value counts as not set. Where the app
 * registration that people sign in to is the bot's own, its id need not be said twice. An address may end with a slash.
 * @throws CutoverError `no-environment`, with the names that there are.
 */
export function readValues({
  folder,
  name,
  environment,
}: {
  /** Where the files lie. */
  folder: string;
  name: string;
  environment: Readonly<Record<string, string | undefined>>;
}): Values {
  const path = join(folder, `.env.${name}`);
  if (!/^\w[\w-]*$/.test(name) || !existsSync(path)) {
    const names = readdirSync(folder).flatMap((file) => /^\.env\.([\w-]+)$/.exec(file)?.[1] ?? []);
    throw new CutoverError(
      'no-environment',
      `--env "${name}": there is no env/.env.${name}: name one of ${names.sort().join(', ')}.`,
    );
  }
  const given = Object.entries({ ...parseEnv(readFileSync(path, 'utf8')), ...onlySet(environment) });
  const values = onlySet(Object.fromEntries(given));
  const { PUBLIC_URL, BOT_ID } = values;
  const address = PUBLIC_URL ? { PUBLIC_URL: PUBLIC_URL.replace(/\/+$/, '') } : {};
  return { file: `env/.env.${name}`, of: { AAD_APP_CLIENT_ID: BOT_ID, ...values, ...address } };
}

function onlySet(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}
