import assert from 'node:assert/strict';
import type { Kysely } from 'kysely';
import { nameChannel, placeInSentence, placeInTable, type PlaceStore } from '../../../bot/delivery/place.ts';
import type { Schema } from '../../../bot/store/database/schema.ts';
import { createConversationStore } from '../../../bot/store/delivery/conversations.ts';
import { createPlaceStore } from '../../../bot/store/delivery/places.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { forEachDatabase } from '../../support/databases.ts';

const TEAM = '19:team@thread.tacv2';
const CHANNEL = '19:channel@thread.tacv2';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 9, minute));

describe('the name of a channel', () => {
  it('has its team before it', () => {
    assert.equal(
      nameChannel({ channel: 'Operations', team: 'Identity', isFirst: false }),
      'Identity › Operations',
    );
    assert.equal(nameChannel({ channel: 'Operations', team: null, isFirst: false }), 'Operations');
    assert.equal(nameChannel({ channel: null, team: 'Identity', isFirst: false }), 'Identity');
    assert.equal(nameChannel({ channel: null, team: null, isFirst: true }), null);
  });

  it('is General for the first channel, whose name Teams doesn’t tell', () => {
    assert.equal(nameChannel({ channel: null, team: 'Identity', isFirst: true }), 'Identity › General');
  });

  it('gives way to the kind of the conversation where it isn’t known', () => {
    assert.equal(placeInSentence({ kind: 'groupChat', name: null }), 'a group chat');
    assert.equal(placeInSentence({ kind: 'channel', name: 'Identity' }), 'the channel Identity');
    assert.equal(placeInTable({ kind: 'channel', name: null }), 'channel');
  });
});

forEachDatabase('names of teams and conversations', (open) => {
  let database: Database;
  let db: Kysely<Schema>;
  let places: PlaceStore;
  before(async () => {
    database = await openDatabase(await open());
    ({ db } = database);
    places = createPlaceStore(db);
    const conversation = {
      kind: 'channel' as const,
      serviceUrl: 'https://smba.example/',
      botId: '28:cutover',
    };
    await createConversationStore(db).rememberAll(
      ['a', 'b'].flatMap((tenantId) => [
        { conversation: { ...conversation, tenantId, id: TEAM, teamId: TEAM }, at: at(0) },
        { conversation: { ...conversation, tenantId, id: CHANNEL, teamId: TEAM }, at: at(0) },
      ]),
    );
  });
  after(() => database.close());
  const nameOf = async (tenantId: string, id: string) => (await places.find(tenantId, [id])).get(id)?.name;

  it('are kept as they were told last, and by tenant', async () => {
    await places.record('a', [{ of: 'team', id: TEAM, name: 'Identity' }], at(1));
    assert.equal(await nameOf('a', TEAM), 'Identity › General');
    assert.equal(await nameOf('a', CHANNEL), 'Identity');
    await places.record('a', [{ of: 'conversation', id: CHANNEL, name: 'Operations' }], at(3));
    await places.record('a', [{ of: 'conversation', id: CHANNEL, name: 'An old name, told late' }], at(2));
    assert.equal(await nameOf('a', CHANNEL), 'Identity › Operations');
    assert.equal(await nameOf('b', CHANNEL), null);
  });

  it('are nothing that the bot was never seen in', async () => {
    await places.record('a', [{ of: 'conversation', id: '19:new@thread.tacv2', name: 'New' }], at(4));
    assert.equal((await places.find('a', ['19:new@thread.tacv2'])).size, 0);
  });
});
