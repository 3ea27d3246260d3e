import assert from 'node:assert/strict';
import { createPlace, messageIn, actionIn, submitIn, type Place } from '../../support/activities.ts';
import type { ConnectorRequest } from '../../support/connector.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { runCutover } from '../../support/running-cutover.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../../support/official-card-check.ts';

const DEADLINE = /stops working \*\*on Sunday 1 October 2023/;
const CARD = 'application/vnd.microsoft.card.adaptive';
const TOLD = 'application/vnd.microsoft.activity.message';

forEachDatabase('a card action', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, readTables } = runCutover(open, clock);

  const requestsOf = ({ conversationId }: Place): ConnectorRequest[] =>
    connector.requests.filter((request) => request.conversationId.split(';', 1)[0] === conversationId);

  /** Asks, and resolves with the id of the card that answered. */
  async function ask(place: Place, text: string): Promise<string> {
    await cutover.receive(messageIn(place, text));
    const answer = connector.lastReplyIn(place.conversationId);
    assert.ok(answer?.givenId);
    return answer.givenId;
  }

  const shown = (request: ConnectorRequest | undefined) => textOf(cardOf(request?.activity ?? {}));

  it('shows under the help what an example does', async () => {
    const chat = createPlace(connector.url, 'personal');
    const help = await ask(chat, 'help');
    const verbs = objectsIn(cardOf(requestsOf(chat)[0]?.activity ?? {})).map(({ verb }) => verb);
    for (const [verb, expected] of [
      ['show-status', DEADLINE],
      ['show-notices', /One notice/],
      ['show-servers', /No servers are reported/],
    ] as const) {
      assert.ok(verbs.includes(verb), verb);
      await cutover.invoke(actionIn(chat, help, verb));
      assert.match(shown(connector.lastReplyIn(chat.conversationId)), expected);
    }
  });

  it('answers a follow-up below the card, which stays as it is', async () => {
    const chat = createPlace(connector.url, 'personal');
    const cardId = await ask(chat, 'compare');
    const told = await cutover.invoke(actionIn(chat, cardId, 'topic', { intent: 'deadline' }));
    assert.deepEqual([told.statusCode, told.type], [200, TOLD]);
    assert.match(shown(requestsOf(chat)[1]), DEADLINE);
    assert.deepEqual(
      requestsOf(chat).map(({ method }) => method),
      ['POST', 'POST'],
    );
  });

  it('replaces a "did you mean" card with the chosen answer, for everybody', async () => {
    const chat = createPlace(connector.url, 'groupChat');
    const cardId = await ask(chat, 'connect');
    const answer = await cutover.invoke(actionIn(chat, cardId, 'choose', { intent: 'deadline' }));
    assert.deepEqual([answer.statusCode, answer.type], [200, CARD]);
    assert.match(textOf(answer.value as object), DEADLINE);
    const [, update, ...others] = requestsOf(chat);
    assert.deepEqual([update?.method, update?.activityId, others.length], ['PUT', cardId, 0]);
    assert.match(shown(update), DEADLINE);
  });

  it('replaces the card when the client falls back to Action.Submit', async () => {
    const chat = createPlace(connector.url, 'personal');
    const cardId = await ask(chat, 'connect');
    await cutover.receive(submitIn(chat, cardId, 'choose', { intent: 'deadline' }));
    const [, update, ...others] = requestsOf(chat);
    assert.deepEqual([update?.method, update?.activityId, others.length], ['PUT', cardId, 0]);
    await cutover.receive(submitIn(chat, cardId, 'topic', { intent: 'compare' }));
    assert.equal(requestsOf(chat).at(-1)?.method, 'POST');
  });

  it('answers the person even when the card cannot be updated for everybody', async () => {
    const chat = createPlace(connector.url, 'personal');
    const cardId = await ask(chat, 'connect');
    connector.answerNext(chat.conversationId, { status: 429 });
    const answer = await cutover.invoke(actionIn(chat, cardId, 'choose', { intent: 'deadline' }));
    assert.equal(answer.type, CARD);
  });

  for (const [verb, data] of [
    ['topic', { intent: 'nowhere' }],
    ['choose', { intent: 7 }],
    ['constructor', {}],
    ['erase', {}],
  ] as const) {
    it(`refuses the unknown action ${verb} ${JSON.stringify(data)}`, async () => {
      const chat = createPlace(connector.url, 'personal');
      const told = await cutover.invoke(actionIn(chat, 'card', verb, data));
      assert.deepEqual([told.statusCode, told.type], [200, TOLD]);
      assert.match(String(told.value), /out of date/);
      assert.deepEqual(requestsOf(chat), []);
    });
  }

  it('offers other topics and a person after negative feedback, and keeps the question', async () => {
    const channel = createPlace(connector.url);
    const question = messageIn(channel, 'when exactly does the old version stop');
    await cutover.receive(question);
    const [answer] = requestsOf(channel);
    assert.ok(answer?.givenId);
    const action = actionIn(channel, answer.givenId, 'unhelpful');
    const inThread = { ...action, conversation: question['conversation'] };
    const told = await cutover.invoke(inThread);
    assert.match(String(told.value), /Thanks for the feedback/);
    const offered = cardOf(connector.lastReplyIn(channel.conversationId)?.activity ?? {});
    const buttons = objectsIn(offered).filter(({ type }) => type === 'Action.Execute');
    const intents = buttons.flatMap(({ verb, data }) =>
      verb === 'choose' ? [(data as { intent: string }).intent] : [],
    );
    assert.ok(buttons.some(({ verb }) => verb === 'ask-person'));
    assert.equal(new Set(intents).size, 3);
    assert.ok(!intents.includes('deadline'));
  });

  it('finds the question of a reply for which Teams told no id', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, { status: 202, body: null });
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    await cutover.invoke(actionIn(chat, 'its-card', 'unhelpful'));
    assert.match(shown(requestsOf(chat).at(-1)), /choose a related topic/);
  });

  it('takes no newer question for that of a card whose id it knows', async () => {
    const chat = createPlace(connector.url, 'personal');
    await ask(chat, 'when does V1 stop working');
    const told = await cutover.invoke(actionIn(chat, 'a-card-of-last-year', 'unhelpful'));
    assert.match(String(told.value), /out of date/);
    assert.equal(requestsOf(chat).length, 1);
  });

  it('is stored with the question, without the person', async () => {
    const chat = createPlace(connector.url, 'personal');
    const chosen = await ask(chat, 'connect');
    await cutover.invoke(actionIn(chat, chosen, 'choose', { intent: 'compare' }));
    const helped = await ask(chat, 'when does V1 stop working');
    await cutover.invoke(actionIn(chat, helped, 'helpful'));
    const rows = await readTables((db) =>
      db.selectFrom('questions').selectAll().where('thread_id', '=', chat.conversationId).execute(),
    );
    const byText = new Map(rows.map((row) => [row.text, row]));
    assert.equal(rows.length, 2);
    assert.deepEqual(
      [byText.get('when does V1 stop working')?.intent, byText.get('when does V1 stop working')?.helped],
      ['deadline', true],
    );
    assert.deepEqual([byText.get('connect')?.chosen, byText.get('connect')?.helped], ['compare', null]);
    assert.doesNotMatch(JSON.stringify(rows), /Kim|29:person/);
  });
});

forEachDatabase('with KEEP_QUESTIONS=off', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, readTables } = runCutover(open, clock, { keepQuestions: false });

  it('stores no text of a question', async () => {
    await cutover.receive(messageIn(createPlace(connector.url, 'personal'), 'when does V1 stop working'));
    const rows = await readTables((db) => db.selectFrom('questions').selectAll().execute());
    assert.deepEqual(
      rows.map(({ text, intent }) => ({ text, intent })),
      [{ text: null, intent: 'deadline' }],
    );
  });
});
