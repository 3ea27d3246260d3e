import assert from 'node:assert/strict';
import { createCircuitBreaker } from '../../bot/delivery/circuit-breaker.ts';
import { createLogBook } from '../support/cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type { SendOutcome } from '../../bot/delivery/ports.ts';

const REFUSED: SendOutcome = { kind: 'unauthorised', reason: 'Teams answered 401' };
const ACCEPTED: SendOutcome = { kind: 'accepted', activityId: '1' };
const UNANSWERED: SendOutcome = { kind: 'ambiguous', reason: 'Teams answered 503' };

function open() {
  const clock = createManualClock('2026-11-22T12:00:00Z');
  const { log, lines } = createLogBook();
  const circuitBreaker = createCircuitBreaker(clock, log);
  const note = (outcome: SendOutcome, postId = 'post', tenantId = 't', replaces = false) =>
    circuitBreaker.record(
      {
        id: postId,
        conversation: { tenantId, id: 'c', kind: 'channel', serviceUrl: 'https://a.example.com', botId: 'b' },
        replaces: replaces ? { activityId: '1', revision: 1 } : null,
      },
      outcome,
    );
  const admit = (postId: string, tenantId = 't') => circuitBreaker.admit({ postId, tenantId });
  return { clock, lines, circuitBreaker, note, admit };
}

describe('the circuit breaker', () => {
  it('allows every post while Teams accepts the bot', () => {
    const { circuitBreaker, admit } = open();
    assert.deepEqual([circuitBreaker.isOpen(), circuitBreaker.capacity(1_000)], [false, Infinity]);
    assert.deepEqual([circuitBreaker.pausedTenants(), admit('post')], [[], true]);
  });

  it('pauses delivery for a minute, and then allows one probe', () => {
    const { circuitBreaker, clock, note } = open();
    note(REFUSED);
    assert.deepEqual([circuitBreaker.isOpen(), circuitBreaker.capacity(0)], [true, 0]);
    clock.advance({ minutes: 1 });
    assert.deepEqual(
      [circuitBreaker.isOpen(), circuitBreaker.capacity(0), circuitBreaker.capacity(1)],
      [true, 1, 0],
    );
    note(REFUSED);
    assert.equal(circuitBreaker.capacity(0), 0);
  });

  it('logs once when it opens, and once when it closes', () => {
    const { circuitBreaker, lines, note } = open();
    note(ACCEPTED);
    for (let i = 0; i < 3; i++) note(REFUSED);
    note(ACCEPTED);
    note(ACCEPTED);
    assert.deepEqual(
      lines.map(({ level }) => level),
      ['error', 'info'],
    );
    assert.match(lines[0]?.message ?? '', /check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD/);
    assert.equal(circuitBreaker.capacity(5), Infinity);
  });
});

describe('the circuit breaker in an outage of one tenant', () => {
  function openInOutage() {
    const opened = open();
    for (let i = 0; i < 5; i++) opened.note(UNANSWERED, `failed ${i}`);
    return opened;
  }

  it('opens after five unanswered posts in a row, and pauses no other tenant', () => {
    const { circuitBreaker, note, admit } = open();
    for (let i = 0; i < 4; i++) note(UNANSWERED);
    note(ACCEPTED);
    for (let i = 0; i < 4; i++) note(UNANSWERED);
    assert.equal(admit('next'), true);
    note(UNANSWERED);
    assert.deepEqual([admit('next'), circuitBreaker.pausedTenants()], [false, ['t']]);
    assert.deepEqual(
      [admit('next', 'another'), circuitBreaker.isOpen(), circuitBreaker.capacity(7)],
      [true, false, Infinity],
    );
  });

  it('allows one probe every 30 seconds', () => {
    const { circuitBreaker, clock, note, admit } = openInOutage();
    for (let i = 0; i < 3; i++) {
      clock.advance({ minutes: 0.5 });
      assert.deepEqual(circuitBreaker.pausedTenants(), []);
      assert.deepEqual([admit(`try ${i}`), admit('another')], [true, false]);
      assert.deepEqual(circuitBreaker.pausedTenants(), ['t']);
      note(UNANSWERED, `try ${i}`);
    }
  });

  it('prefers other posts as probes for five minutes to one with only its repeat left', () => {
    const { clock, note, admit } = openInOutage();
    clock.advance({ minutes: 2 });
    assert.deepEqual([admit('failed 0'), admit('fresh')], [false, true]);
    note(UNANSWERED, 'fresh');
    clock.advance({ minutes: 4.9 });
    assert.deepEqual([admit('failed 0'), admit('fresh')], [false, false]);
    clock.advance({ minutes: 0.1 });
    assert.deepEqual([admit('failed 0'), admit('fresh')], [true, false]);
  });

  it('closes when Teams answers, and logs so once', () => {
    const reason = 'Teams said so';
    const answers: SendOutcome[] = [
      ACCEPTED,
      { kind: 'not-found', reason },
      { kind: 'blocked', reason },
      { kind: 'rejected', reason },
      { kind: 'too-large', reason },
      { kind: 'deferred', reason, retryAfterSeconds: 1 },
    ];
    for (const answer of answers) {
      const { circuitBreaker, lines, note, admit } = openInOutage();
      note(answer);
      note(answer);
      assert.deepEqual([admit('failed 0'), admit('fresh'), circuitBreaker.pausedTenants()], [true, true, []]);
      assert.deepEqual(
        lines.map(({ level }) => level),
        ['warn', 'info'],
        answer.kind,
      );
    }
  });

  it('ignores requests that were never sent, and does not open for updates', () => {
    const neverLeft: SendOutcome = { kind: 'deferred', reason: 'connect ECONNREFUSED' };
    const { note, admit } = open();
    for (let i = 0; i < 9; i++) note(neverLeft);
    for (let i = 0; i < 9; i++) note(UNANSWERED, 'post', 't', true);
    assert.equal(admit('post'), true);
    const outage = openInOutage();
    outage.note(neverLeft);
    assert.equal(outage.admit('post'), false);
    outage.note(ACCEPTED, 'post', 't', true);
    assert.equal(outage.admit('post'), true);
  });
});
