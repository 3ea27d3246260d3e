import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { actionIn, createPlace, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';

forEachDatabase('what is put right', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock);
  let chat: Place;
  beforeEach(() => {
    chat = createPlace(connector.url, 'groupChat', { tenantId: randomUUID() });
  });

  const cards = () => connector.requestsIn(chat.conversationId).map(({ activity }) => cardOf(activity));
  async function say(text: string, changes: object = {}): Promise<string> {
    clock.advance({ minutes: 1 });
    const before = cards().length;
    await cutover.receive({ ...messageIn(chat, text), ...changes });
    return cards().slice(before).map(textOf).join('\n');
  }
  const edit = (id: string, text: string) => say(text, { id, type: 'messageUpdate' });

  it('takes the last act back, and is echoed with it on one card', async () => {
    await say('AADC01 runs 1.6.16.0');
    const told = await say('sorry, I mixed them up, it was AADC02');
    assert.match(told, /AADC02 runs 1\.6\.16\.0[^]*Undone: AADC01 runs 1\.6\.16\.0/);
    assert.match(await say('servers'), /One server is reported[^]*AADC02/);
  });

  it('leaves the rest of the act as it was', async () => {
    await say('remind us at 09:00 Europe/London');
    assert.match(await say('not 9, 10:00'), /10:00[^]*Europe\/London/);
  });

  it('is asked back where a plain no follows what was done', async () => {
    await say('AADC01 runs 1.6.16.0');
    assert.match(await say('actually no'), /Take the last change back\?/);
    assert.match(await say('yes'), /Undone: AADC01 runs 1\.6\.16\.0/);
    assert.match(await say('no'), /Nothing has changed/);
  });

  it('is of no server where nobody can tell which, and says so', async () => {
    assert.match(await say('it runs 1.6.16.0'), /Which server do you mean[^]*Nothing has changed/);
    const told = await say('AADC01 runs 1.6.16.0. AADC02 will be next.');
    assert.match(told, /AADC01 runs[^]*One thing isn’t recorded[^]*AADC02/);
  });

  it('is asked back where both may be meant', async () => {
    await say('AADC01 runs 1.6.16.0');
    const asked = await say('I mixed them up, AADC02 has 1.6.16.0');
    assert.match(asked, /Was “AADC01 runs 1\.6\.16\.0” wrong\?[^]*Nothing has changed yet/);
    assert.doesNotMatch(asked, /take back/);
    await say('yes');
    assert.match(await say('servers'), /One server is reported[^]*AADC02/);
  });

  it('takes everything back that one message has changed, also by its button', async () => {
    assert.match(await say('AADC01 1.6.16.0\nAADC02 2.1.20.0\nAADC03 2.2.1.0'), /3 servers are recorded/);
    const told = await say('undo');
    assert.match(told, /Undone: 3 changes[^]*AADC03[^]*AADC01/);
    assert.doesNotMatch(told, /still on/, 'no server is left');
    assert.match(await say('servers'), /No servers are reported/);
    await say('AADC01 and AADC02 run 1.6.16.0');
    const [, change] = /"verb":"undo".*?"change":"([\d ]+)"/.exec(JSON.stringify(cards().at(-1))) ?? [];
    await cutover.receive(actionIn(chat, 'card', 'undo', { change }));
    assert.match(await say('servers'), /No servers are reported/);
  });

  it('records each row of a table on one card', async () => {
    const rows = 'Server\tVersion\tStaging\nAADC01\t1.6.16.0\tno\nAADC02\t2.1.20.0\tyes\nlondon\t2.2.1.0\tno';
    assert.match(await say(rows), /AADC01[^]*AADC02/);
    assert.match(await say('server AADC02'), /staging/);
  });

  it('speaks of the server that wasn’t spoken of', async () => {
    await say('AADC01 runs 1.6.16.0');
    await say('AADC02 runs 2.1.20.0');
    await say('is AADC01 affected?');
    assert.match(await say('and the other?'), /AADC02 runs 2\.1\.20\.0/);
  });

  describe('by an edit', () => {
    it('of the last message takes the place of what that has done', async () => {
      const id = randomUUID();
      await say('AADC01 runs 1.6.16.0', { id });
      assert.match(await edit(id, 'AADC02 runs 1.6.16.0'), /AADC02 runs[^]*Undone: AADC01/);
      assert.match(await edit(id, 'AADC03 runs 1.6.16.0'), /AADC03 runs[^]*Undone: AADC02/);
      assert.match(await say('servers'), /One server is reported[^]*AADC03/);
    });

    it('that means the same says nothing', async () => {
      const id = randomUUID();
      await say('AADC01 runs 1.6.16.0', { id });
      assert.equal(await edit(id, 'AADC01 runs 1.6.16.0!'), '');
    });

    it('to a question takes back what was done', async () => {
      const id = randomUUID();
      await say('AADC01 runs 1.6.16.0', { id });
      assert.match(await edit(id, 'when does V1 stop working?'), /Undone: AADC01[^]*1 October 2023/);
      assert.match(await say('servers'), /No servers are reported/);
    });

    it('of an earlier message is asked back, and changes nothing by itself', async () => {
      const id = randomUUID();
      await say('AADC01 runs 1.6.16.0', { id });
      await say('AADC02 runs 2.1.20.0');
      assert.match(
        await edit(id, 'AADC01 is migrated'),
        /earlier message was edited[^]*Nothing has changed yet/,
      );
      assert.match(await say('server AADC01'), /1\.6\.16\.0/);
    });
  });
});
