import assert from 'node:assert/strict';
import type { Request, Response } from 'botbuilder';
import { CLOUDS } from '../../../bot/sources/graph/clouds.ts';
import { createAdapter } from '../../../bot/teams/connector/adapter.ts';
import { createReceiver } from '../../../bot/teams/connector/receive-activities.ts';
import { createPlace, messageIn } from '../../support/activities.ts';
import { createLogBook } from '../../support/cutover.ts';

const MAX_TURNS = 3;

/** What the web server gives, and what was answered by it. */
function createExchange() {
  const answer: { status?: number; retryAfter?: unknown } = {};
  const request: Request = {
    method: 'POST',
    headers: {},
    body: messageIn(createPlace('http://127.0.0.1:9/', 'personal'), 'status'),
  };
  const response: Response = {
    socket: null,
    header: (name, value) => name === 'Retry-After' && (answer.retryAfter = value),
    status: (code) => (answer.status = code),
    send: () => undefined,
    end: () => undefined,
  };
  return { request, response, answer };
}

describe('the receiver of activities', () => {
  const { log } = createLogBook();
  const adapter = createAdapter(null, CLOUDS.public, log, () => ({ card: {}, summary: '' }));

  it('answers 503 with Retry-After beyond the most turns at work, and accepts again when one has ended', async () => {
    const ends: (() => void)[] = [];
    const handleTurn = () => new Promise<void>((end) => ends.push(end));
    const receiver = createReceiver({ adapter, handleTurn, turnMs: 60_000, maxTurns: MAX_TURNS, log });
    const receive = () => {
      const { request, response, answer } = createExchange();
      return { answer, done: receiver.receive(request, response) };
    };
    const accepted = Array.from({ length: MAX_TURNS }, receive);
    const refused = receive();
    await refused.done;
    assert.deepEqual(refused.answer, { status: 503, retryAfter: 2 });
    while (ends.length < MAX_TURNS) await new Promise(setImmediate);
    ends.shift()?.();
    await accepted[0]?.done;
    assert.equal(accepted[0]?.answer.status, 200);
    await new Promise(setImmediate);
    const next = receive();
    while (ends.length < MAX_TURNS) await new Promise(setImmediate);
    for (const end of ends) end();
    await Promise.all([...accepted, next].map(({ done }) => done));
    assert.equal(next.answer.status, 200);
  });

  it('answers in time, and is idle only when the turn has ended', async () => {
    let end: () => void = () => undefined;
    let isIdle = false;
    const handleTurn = () => new Promise<void>((resolve) => (end = resolve));
    const receiver = createReceiver({ adapter, handleTurn, turnMs: 20, log });
    const { request, response, answer } = createExchange();
    await receiver.receive(request, response);
    assert.equal(answer.status, 200);
    const idle = receiver.idle().then(() => (isIdle = true));
    await new Promise(setImmediate);
    assert.equal(isIdle, false);
    end();
    await idle;
  });
});
