import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { CutoverError } from '../platform/errors.ts';

/** The values of one environment. */
export interface Values {
  /** Where a missing value belongs, such as `env/.env.dev`. */
  file: string;
  /** By name. */
  of: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads `env/.env.NAME` and the environment variables, which take precedence. An empty value counts as not set.
 * `AAD_APP_CLIENT_ID` defaults to `BOT_ID`, for bots with one app registration. Slashes at the end of `PUBLIC_URL` are
 * removed.
 * @throws CutoverError `no-environment`, with the names that exist, when there is no such file.
 */
export function readValues({
  folder,
  name,
  environment,
}: {
  /** The folder with the `.env.NAME` files. */
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
