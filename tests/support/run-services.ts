import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

/*
 * What all test processes of one run share: mocha loads this file once, and each of its workers asks for a
 * service over loopback. A service starts when the first test asks for it, so that a run of one pure test file
 * starts nothing.
 */

/** Services by name, with what each resolves to. */
export interface Services {
  /** A connection string without a database name, such as `postgres://user:password@localhost:5433`. */
  postgres: string;
  /** The path of a browser's executable. */
  chromium: string;
}

const FOLDER = 'TEST_FOLDER';
const ADDRESS = 'TEST_SERVICES';

/** The folder of this run; it goes when the run ends. */
export function runFolder(): string {
  return settingOf(FOLDER);
}

/** Asks for a service, which starts if it has not yet. */
export async function askFor<Name extends keyof Services>(name: Name): Promise<Services[Name]> {
  const response = await fetch(`${settingOf(ADDRESS)}/${name}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`The shared service "${name}" did not start: ${text}`);
  return text;
}

function settingOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run tests with mocha from the root folder.`);
  return value;
}

let stopRun: () => Promise<void> = () => Promise.resolve();

export async function mochaGlobalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cutover-test-'));
  process.env[FOLDER] = folder;
  let postgres: Promise<PostgresServer> | undefined;
  const services: { [Name in keyof Services]: () => Promise<Services[Name]> } = {
    postgres: async () => (await (postgres ??= startPostgres(folder))).url,
    chromium: findChromium,
  };
  const server = createServer((request, response) => {
    services[(request.url ?? '').slice(1) as keyof Services]().then(
      (value) => response.end(value),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env[ADDRESS] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stopRun = async () => {
    server.closeAllConnections();
    server.close();
    await (await postgres)?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

export async function mochaGlobalTeardown(): Promise<void> {
  await stopRun();
}
