import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TemplateDatabase } from './postgres-server.ts';
import { askFor, runFolder } from './run-services.ts';

/** What `openDatabase` and `createApp` are told. */
export interface DatabasePlace {
  databaseUrl: string | null;
  dataDir: string;
}

/** A new database with Cutover's tables and nothing in them. */
export type OpenPlace = () => Promise<DatabasePlace>;

interface Store {
  name: string;
  open: OpenPlace;
  /** Without any table. */
  openEmpty: OpenPlace;
}

const PGLITE: Store = { name: 'PGlite', open: openPglite, openEmpty: openEmptyPglite };
const POSTGRESQL: Store = { name: 'PostgreSQL', open: openPostgres, openEmpty: openEmptyPostgres };

/** The store that `forEachDatabase` uses: PostgreSQL, which is the quicker, unless TEST_STORE names another. */
const STORES: Record<string, Store> = { postgresql: POSTGRESQL, pglite: PGLITE };

/**
 * Defines a suite that holds over PostgreSQL and over PGlite; a run proves it over one of them. `open` makes a
 * new migrated database each time it is called, in a hook or a test; `openEmpty` makes one without tables.
 * @throws when TEST_STORE is neither `postgresql` nor `pglite`
 */
export function forEachDatabase(name: string, suite: (open: OpenPlace, openEmpty: OpenPlace) => void): void {
  const wanted = process.env['TEST_STORE'] ?? 'postgresql';
  const store = STORES[wanted];
  if (!store) throw new Error(`TEST_STORE is "${wanted}": use ${Object.keys(STORES).join(' or ')}.`);
  describe(`${name} (${store.name})`, () => suite(store.open, store.openEmpty));
}

/** A folder of its own for a test, gone when the run ends. */
export function createFolder(): Promise<string> {
  return mkdtemp(join(runFolder(), 'test-'));
}

/** An empty folder: the store in it becomes a copy of the build's template when it is opened. */
export async function openPglite(): Promise<DatabasePlace> {
  const dataDir = join(await createFolder(), 'data');
  await mkdir(dataDir);
  return { databaseUrl: null, dataDir };
}

async function openEmptyPglite(): Promise<DatabasePlace> {
  const dataDir = join(await createFolder(), 'data');
  await (await PGlite.create(dataDir)).close();
  return { databaseUrl: null, dataDir };
}

export function openPostgres(): Promise<DatabasePlace> {
  return copyPostgres('migrated');
}

export function openEmptyPostgres(): Promise<DatabasePlace> {
  return copyPostgres('template1');
}

async function copyPostgres(template: TemplateDatabase): Promise<DatabasePlace> {
  const server = await askFor('postgres');
  const name = `test_${randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  return { databaseUrl: `${server}/${name}`, dataDir: join(runFolder(), 'unused') };
}
