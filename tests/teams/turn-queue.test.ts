import assert from 'node:assert/strict';
import { createTurnQueue, type QueuedTurn } from '../../bot/teams/turn-queue.ts';
import { until } from '../support/until.ts';

const MOST_WAITING = 20;

/** A queue whose turns end when the test says so. */
function createTurns() {
  const queue = createTurnQueue();
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const enter = (name: string, turn: Partial<QueuedTurn> = {}) =>
    queue.run({ conversation: 'chat', person: 'Ada', isUrgent: false, canBeRefused: true, ...turn }, () => {
      started.push(name);
      return new Promise((resolve, reject) => {
        ends.set(name, (error) => (error ? reject(error) : resolve()));
      });
    });
  return {
    queue,
    started,
    enter,
    /** Ends each turn once it has started, until `count` have ended. */
    endAll: async (count: number) => {
      for (let i = 0; i < count; i++) {
        const [name, end] = await until(() => ends.entries().next().value, `turn ${i + 1} to start`);
        ends.delete(name);
        end();
      }
    },
    end: (name: string, error?: Error) => ends.get(name)?.(error),
  };
}

describe('the turn queue', () => {
  it('works on the turns of one conversation one at a time, in order', async () => {
    const { started, enter, end } = createTurns();
    const all = ['first', 'second', 'third'].map((name) => enter(name));
    assert.deepEqual(started, ['first']);
    end('first');
    await until(() => started.length === 2, 'the second turn');
    assert.deepEqual(started, ['first', 'second']);
    end('second');
    await until(() => started.length === 3, 'the third turn');
    end('third');
    assert.deepEqual(await Promise.all(all), ['done', 'done', 'done']);
  });

  it('lets other conversations go on', () => {
    const { started, enter } = createTurns();
    void enter('slow');
    void enter('waits');
    void enter('other', { conversation: 'other chat' });
    assert.deepEqual(started, ['slow', 'other']);
  });

  it('reads other requests between two turns of a conversation', async () => {
    const { started, enter, endAll } = createTurns();
    const all = ['first', 'second'].map((name) => enter(name));
    setImmediate(() => started.push('another request'));
    await Promise.all([endAll(2), ...all]);
    assert.deepEqual(started, ['first', 'another request', 'second']);
  });

  it('goes on after a turn that fails', async () => {
    const { started, enter, end } = createTurns();
    const failing = enter('fails');
    const next = enter('next');
    end('fails', new Error('no store'));
    await assert.rejects(failing, { message: 'no store' });
    await until(() => started.includes('next'), 'the next turn');
    end('next');
    assert.equal(await next, 'done');
  });

  it('alternates between the people of a channel', async () => {
    const { started, enter, endAll } = createTurns();
    const all = ['A1', 'A2', 'A3'].map((name) => enter(name));
    all.push(enter('B1', { person: 'Bob' }), enter('B2', { person: 'Bob' }), enter('C1', { person: 'Cid' }));
    await Promise.all([endAll(6), ...all]);
    assert.deepEqual(started, ['A1', 'B1', 'C1', 'A2', 'B2', 'A3']);
  });

  it('takes a person with an urgent turn next, and keeps that person’s order', async () => {
    const { started, enter, endAll } = createTurns();
    const all = ['A1', 'A2'].map((name) => enter(name));
    all.push(enter('B1', { person: 'Bob' }));
    all.push(enter('C1', { person: 'Cid' }), enter('C2', { person: 'Cid', isUrgent: true }));
    await Promise.all([endAll(5), ...all]);
    assert.deepEqual(started, ['A1', 'C1', 'C2', 'B1', 'A2']);
  });

  it('refuses what a person sends while 20 turns wait, tells the first refusal from the others, and starts anew', async () => {
    const { enter, endAll, queue } = createTurns();
    const all = Array.from({ length: MOST_WAITING + 1 }, (_, i) => enter(`turn ${i}`));
    assert.equal(await enter('too much'), 'refused');
    assert.equal(await enter('still too much'), 'refused-again');
    assert.equal(queue.size(), MOST_WAITING + 1);
    const other = enter('other', { person: 'Bob' });
    const event = enter('event', { canBeRefused: false });
    await Promise.all([endAll(MOST_WAITING + 3), ...all, other, event]);
    assert.equal(queue.size(), 0);
    const again = Array.from({ length: MOST_WAITING + 1 }, (_, i) => enter(`turn ${i} again`));
    assert.equal(await enter('too much again'), 'refused');
    await Promise.all([endAll(MOST_WAITING + 1), ...again]);
  });

  it('refuses everybody while 100 turns wait in a conversation', async () => {
    const { enter } = createTurns();
    for (let i = 0; i <= 100; i++) void enter(`turn ${i}`, { person: `person ${i}` });
    assert.equal(await enter('too much', { person: 'Ada' }), 'refused');
  });
});
