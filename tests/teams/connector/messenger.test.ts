import assert from 'node:assert/strict';
import {
  AuthenticationConfiguration,
  BotFrameworkAuthenticationFactory,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { DEADLINES } from '../../../bot/platform/deadlines.ts';
import { CLOUDS } from '../../../bot/sources/graph/clouds.ts';
import { createAdapter } from '../../../bot/teams/connector/adapter.ts';
import { CloudAdapter } from 'botbuilder';
import { createMessenger } from '../../../bot/teams/connector/messenger.ts';
import { startConnector, type Connector } from '../../support/connector.ts';
import { createLogBook } from '../../support/cutover.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';
import type { Conversation } from '../../../bot/delivery/conversation.ts';
import type { SendOutcome } from '../../../bot/delivery/ports.ts';

const message = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'V1 stops today.' };
const atOnce = () => Promise.resolve();

/** A registration for which no token is to be had. */
class NoCredentials extends ServiceClientCredentialsFactory {
  override isValidAppId = () => Promise.resolve(true);
  override isAuthenticationDisabled = () => Promise.resolve(false);
  override createCredentials = () =>
    Promise.resolve({ signRequest: () => Promise.reject(new Error('invalid client secret')) } as never);
}

describe('the messenger', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const conversationAt = (serviceUrl: string): Conversation => ({
    tenantId: 't',
    id: '19:c@thread.tacv2',
    kind: 'channel',
    serviceUrl,
    botId: '28:bot',
  });
  const apologise = (reference: string) => ({ card: {}, summary: `Reference: ${reference}` });
  const messenger = createMessenger(createAdapter(null, CLOUDS.public, createLogBook().log, apologise), '');

  it('sends nothing before the rate limiter allows it', async () => {
    let allow: () => void = () => undefined;
    const allowed = new Promise<void>((resolve) => {
      allow = resolve;
    });
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const before = connector.requests.length;
    const sending = messenger.send(conversationAt(connector.url), message, () => {
      isAsked();
      return allowed;
    });
    await asked;
    assert.equal(connector.requests.length, before);
    allow();
    assert.equal((await sending).kind, 'accepted');
    assert.equal(connector.requests.length, before + 1);
  });

  it('replaces a post with its update', async () => {
    const outcome = await messenger.update(conversationAt(connector.url), '1700', message, atOnce);
    const last = connector.requests.at(-1);
    assert.deepEqual(
      [last?.method, last?.activityId, last?.activity.summary],
      ['PUT', '1700', message.summary],
    );
    assert.deepEqual(outcome, { kind: 'accepted', activityId: '1700' });
  });

  it('reads Retry-After, in seconds or as a date, from any error status', async () => {
    const date = 'Wed, 22 Nov 2026 12:00:00 GMT';
    const cases: [number, Record<string, string>, SendOutcome['kind'], number | undefined][] = [
      [429, { 'retry-after': '17' }, 'deferred', 17],
      [429, { 'retry-after': '1.5' }, 'deferred', 2],
      [429, { 'retry-after': 'Wed, 22 Nov 2026 12:01:30 GMT', date }, 'deferred', 90],
      [429, { 'retry-after': 'Wed, 22 Nov 2026 11:00:00 GMT', date }, 'deferred', undefined],
      [429, { 'retry-after': 'soon' }, 'deferred', undefined],
      [429, {}, 'deferred', undefined],
      [503, { 'retry-after': '600' }, 'ambiguous', 600],
      [502, {}, 'ambiguous', undefined],
      [408, {}, 'ambiguous', undefined],
      [408, { 'retry-after': '3' }, 'ambiguous', 3],
    ];
    for (const [status, headers, kind, seconds] of cases) {
      connector.answerNext('19:c@thread.tacv2', { status, headers });
      const outcome = await messenger.send(conversationAt(connector.url), message, atOnce);
      assert.equal(outcome.kind, kind);
      assert.equal('retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : undefined, seconds);
    }
  });

  it('takes every 2xx answer for acceptance, with no activity id where the answer has none', async () => {
    const answers = [
      [{ status: 201, body: { id: '1700' } }, '1700'],
      [{ status: 202, body: null }, null],
      [{ status: 200, body: { id: '' } }, null],
      [{ status: 200, body: {} }, null],
      [{ status: 200, body: 'OK' }, null],
      [{ status: 200, body: '[]' }, null],
      [{ status: 204, body: null }, null],
      [{ status: 207, body: { id: '1800' } }, '1800'],
    ] as const;
    for (const [answer, activityId] of answers) {
      connector.answerNext('19:c@thread.tacv2', answer, answer);
      const sent = await messenger.send(conversationAt(connector.url), message, atOnce);
      assert.deepEqual(sent, { kind: 'accepted', activityId }, JSON.stringify(answer));
      const updated = await messenger.update(conversationAt(connector.url), '1700', message, atOnce);
      assert.deepEqual(updated, { kind: 'accepted', activityId: '1700' }, JSON.stringify(answer));
    }
  });

  it('reports a refused connection as not sent', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    assert.equal((await messenger.send(conversationAt(nobody), message, atOnce)).kind, 'deferred');
  });

  it('reports a missing token as not sent', async () => {
    const nothing = ['', '', '', '', '', '', ''] as const;
    const authentication = BotFrameworkAuthenticationFactory.create(
      '',
      true,
      ...nothing,
      new NoCredentials(),
      new AuthenticationConfiguration(),
    );
    const before = connector.requests.length;
    const tokenless = createMessenger(new CloudAdapter(authentication), 'an-app');
    const outcome = await tokenless.send(conversationAt(connector.url), message, atOnce);
    assert.deepEqual([outcome.kind, connector.requests.length], ['unauthorised', before]);
  });

  it('ends a request when it is given up: one that was sent may have been accepted, one that waits was not', async () => {
    const givenUp = new AbortController();
    const adapter = createAdapter(null, CLOUDS.public, createLogBook().log, apologise);
    const impatient = createMessenger(adapter, '', DEADLINES, givenUp.signal);
    const [sentIn, waitingIn] = ['19:sent@thread.tacv2', '19:waiting@thread.tacv2'];
    connector.answerNext(sentIn, 'no answer');
    const sent = impatient.send({ ...conversationAt(connector.url), id: sentIn }, message, atOnce);
    await until(() => connector.requestsIn(sentIn).length === 1, 'the request');
    const waiting = impatient.send(
      { ...conversationAt(connector.url), id: waitingIn },
      message,
      () => new Promise(() => undefined),
    );
    givenUp.abort();
    assert.equal((await sent).kind, 'ambiguous');
    assert.notEqual((await waiting).kind, 'accepted');
    assert.deepEqual(connector.requestsIn(waitingIn), []);
  });
});
