import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { createApp } from '../../bot/app/app.ts';
import { openDatabase } from '../../bot/store/database/database.ts';
import type { Schema } from '../../bot/store/database/schema.ts';
import { configFor, createLogBook, readStore, startCutover } from '../support/cutover.ts';
import { openPglite, openPostgres } from '../support/databases.ts';
import { theOnlyNotice, theRecognisers } from '../support/guide.ts';
import { openLedger } from '../support/ledger.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { until } from '../support/until.ts';

const clock = createManualClock('2023-09-22T12:00:00Z');

describe('the app whose store fails in part', () => {
  it('does not start when the table of posts is damaged, and says so in a sentence', async () => {
    const place = await openPglite();
    const ledger = await openLedger(place);
    await ledger.planned();
    const { rows } = await sql<{ path: string }>`select pg_relation_filepath('posts') as path`.execute(
      ledger.db,
    );
    await ledger.close();
    /** After the folder was checked, and before anybody reads the table. */
    async function openAndDamage() {
      const database = await openDatabase(place);
      const path = join(place.dataDir, rows[0]?.path ?? '');
      writeFileSync(path, randomBytes(statSync(path).size));
      return database;
    }
    const portfolio = await theOnlyNotice();
    const recognisers = await theRecognisers();
    const { log } = createLogBook();
    const app = createApp({
      config: configFor(place),
      clock,
      portfolio,
      ...recognisers,
      log,
      open: openAndDamage,
    });
    await assert.rejects(app.start(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'store-damaged', error.stack);
      assert.match(
        error.message,
        /^The store at .*data is damaged: invalid page in block 0 of relation .*\. Restore it from a backup/,
      );
      return true;
    });
    await app.stop();
  });

  it('is not ready while reminders cannot be planned, says since when, and is ready again', async () => {
    const place = await openPostgres();
    const cutover = await startCutover(place, clock);
    const ready = async () => {
      const response = await fetch(`http://127.0.0.1:${cutover.port}/readyz`);
      return { status: response.status, text: await response.text() };
    };
    const rename = (from: string, to: string) =>
      readStore(place, (db: Kysely<Schema>) =>
        sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(db),
      );
    await rename('subscriptions', 'subscriptions_elsewhere');
    const { text } = await until(async () => {
      const answer = await ready();
      return answer.status === 503 && answer;
    }, 'readiness to fail');
    assert.match(
      text,
      /^\{"status":"failing","failing":\{"reminders":"The task \\"plan reminders\\" has failed since \d{4}-[^ ]+Z: the log says why\."\}\}$/,
    );
    await rename('subscriptions_elsewhere', 'subscriptions');
    await until(async () => (await ready()).status === 200, 'readiness to come back');
    await cutover.stop();
  });
});
