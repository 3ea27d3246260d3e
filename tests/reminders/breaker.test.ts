import assert from 'node:assert/strict';
import { createBreaker } from '../../bot/reminders/breaker.ts';
import { createLogBook } from '../support/cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('the breaker', () => {
  const open = () => {
    const clock = createManualClock('2026-11-22T12:00:00Z');
    const { log, lines } = createLogBook();
    return { clock, lines, breaker: createBreaker(clock, log) };
  };

  it('lets everything go while Teams accepts the bot', () => {
    const { breaker } = open();
    assert.deepEqual([breaker.isOpen(), breaker.room(1_000)], [false, Infinity]);
  });

  it('holds everything for a minute, and then lets one go to see', () => {
    const { breaker, clock } = open();
    breaker.trip('Teams answered 401');
    assert.deepEqual([breaker.isOpen(), breaker.room(0)], [true, 0]);
    clock.advance({ minutes: 1 });
    assert.deepEqual([breaker.isOpen(), breaker.room(0), breaker.room(1)], [true, 1, 0]);
    breaker.trip('Teams answered 401');
    assert.equal(breaker.room(0), 0);
  });

  it('tells the operator once, and once that it is over', () => {
    const { breaker, lines } = open();
    breaker.close();
    for (let i = 0; i < 3; i++) breaker.trip('Teams answered 401');
    breaker.close();
    breaker.close();
    assert.deepEqual(
      lines.map(({ level }) => level),
      ['error', 'info'],
    );
    assert.match(lines[0]?.message ?? '', /check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD/);
    assert.equal(breaker.room(5), Infinity);
  });
});
