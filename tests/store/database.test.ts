import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../../bot/errors.ts';
import { openDatabase } from '../../bot/store/database.ts';
import { createFolder, forEachDatabase, freePort } from '../support/databases.ts';

forEachDatabase('the store', (open) => {
  it('is brought up to date once and found again', async () => {
    const place = await open();
    const row = {
      ...{ tenant_id: 't', id: 'c', kind: 'channel' as const, service_url: 'https://a', bot_id: 'b' },
      seen_at: new Date('2023-09-20T10:00:00.123Z'),
    };
    const first = await openDatabase(place);
    await first.db.insertInto('conversations').values(row).execute();
    await first.close();
    const second = await openDatabase(place);
    const found = await second.db.selectFrom('conversations').selectAll().execute();
    await second.close();
    assert.deepEqual(found, [{ ...row, welcomed_at: null }]);
  });
});

describe('a store that cannot be used', () => {
  const refusal = async (place: { databaseUrl?: string; dataDir?: string }) => {
    const opening = openDatabase({ databaseUrl: null, dataDir: 'unused', ...place });
    const error: unknown = await opening.then(
      () => assert.fail('it was opened'),
      (cause: unknown) => cause,
    );
    assert.ok(error instanceof CutoverError);
    const { code, message } = error;
    assert.equal(code, 'store-unavailable');
    return message;
  };

  it('because a file is in the folder’s place names the folder and the setting', async () => {
    const file = join(await createFolder(), 'data');
    await writeFile(file, '');
    const message = await refusal({ dataDir: file });
    assert.ok(message.includes(file), message);
    assert.match(message, /Set DATA_DIR to a folder that this user may write, or DATABASE_URL/);
  });

  it('because nothing listens names the server and hides the password', async () => {
    const port = await freePort();
    const message = await refusal({ databaseUrl: `postgres://cutover:secret@127.0.0.1:${port}/cutover` });
    assert.ok(message.includes(`127.0.0.1:${port}/cutover`), message);
    assert.match(message, /ECONNREFUSED/);
    assert.ok(!message.includes('secret'), message);
  });

  it('because its address is no address says so and hides the password', async () => {
    const message = await refusal({ databaseUrl: 'postgres://cutover:secret@host:no-port/cutover' });
    assert.ok(!message.includes('secret'), message);
  });
});
