import assert from 'node:assert/strict';
import {
  createPlace,
  messageIn,
  actionIn,
  type InboundActivity,
  type Place,
} from '../../support/activities.ts';
import type { ConnectorRequest } from '../../support/connector.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../../support/official-card-check.ts';
import { runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

const QUESTION = 'does our printer queue move with the sync server?';

forEachDatabase('a question for a person', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock);
  let team: Place;

  beforeEach(() => {
    team = createPlace(connector.url, 'channel', { tenantId: crypto.randomUUID() });
  });

  const chatOf = (kind: Place['kind'] = 'personal') =>
    createPlace(connector.url, kind, { tenantId: team.tenantId });
  const requestsOf = ({ conversationId }: Place) =>
    connector.requests.filter((request) => request.conversationId.split(';', 1)[0] === conversationId);
  const textIn = (request: ConnectorRequest | undefined) => textOf(cardOf(request?.activity ?? {}));
  const verbsIn = (request: ConnectorRequest) =>
    objectsIn(cardOf(request.activity)).flatMap(({ type, verb }) =>
      type === 'Action.Execute' ? [verb] : [],
    );

  const cardIn = (place: Place, wanted: RegExp, method = 'POST') =>
    until(
      () => requestsOf(place).find((request) => request.method === method && wanted.test(textIn(request))),
      `${method} of ${wanted}`,
    );

  /** Presses until the ledger has written down which activity the card became: that is a moment after Teams shows it. */
  const invokeOnceKnown = (action: InboundActivity) =>
    until(async () => {
      const answer = await cutover.invoke({ ...action, id: crypto.randomUUID() });
      return /out of date/.test(String(answer.value)) ? null : answer;
    }, 'a card that is known');

  const makeTeam = () => cutover.receive(messageIn(team, 'alerts here'));

  /** Asks in `place`, and presses "ask a person" on the reply. */
  async function askPerson(place: Place, changes: Partial<InboundActivity> = {}): Promise<string> {
    const asked = messageIn(place, QUESTION);
    await cutover.receive(asked);
    const reply = connector.lastReplyIn(place.conversationId)?.givenId;
    assert.ok(reply);
    const action = {
      ...actionIn(place, reply, 'ask-person'),
      conversation: asked['conversation'],
      ...changes,
    };
    const told = await cutover.invoke(action);
    return String(told.value);
  }

  it('posts the question with its context to the identity team, and its state to the asker', async () => {
    await makeTeam();
    const chat = chatOf();
    assert.match(await askPerson(chat), /passed your question on/);
    const card = await cardIn(team, /Question from Kim/);
    assert.equal(card.conversationId, team.conversationId);
    assert.ok(textIn(card).includes(QUESTION));
    assert.deepEqual(verbsIn(card), ['answer-handoff', 'close-handoff']);
    const waiting = await cardIn(chat, /Your question to the identity team/);
    assert.match(textIn(waiting), /Waiting for an answer/);
  });

  it('is told of with its answer, where somebody asks what became of it', async () => {
    const chat = chatOf();
    const say = async (text: string) => {
      await cutover.receive(messageIn(chat, text));
      return textOf(cardOf(connector.lastReplyIn(chat.conversationId)?.activity ?? {}));
    };
    assert.match(await say('has the team answered yet?'), /Nobody has asked the identity team anything/);
    await makeTeam();
    await askPerson(chat);
    await cardIn(team, /Question from Kim/);
    assert.match(await say('did somebody reply?'), /printer queue[\s\S]*waits for an answer/);
    assert.equal(requestsOf(team).filter((request) => /Question from/.test(textIn(request))).length, 1);
  });

  it('posts the answer to the asker under the name of its author, and updates both cards', async () => {
    await makeTeam();
    const chat = chatOf();
    await askPerson(chat);
    const card = await cardIn(team, /Question from Kim/);
    assert.ok(card.givenId);
    const action = actionIn(team, card.givenId, 'answer-handoff', {
      answer: 'No: *printers* stay where they are.',
    });
    const shown = await invokeOnceKnown({ ...action, from: { id: '29:ada', name: 'Ada' } });
    assert.match(textOf(shown.value as object), /Answered by Ada/);
    const answer = await cardIn(chat, /Ada answered/);
    assert.ok(textIn(answer).includes('No: \\*printers\\* stay where they are.'));
    for (const place of [team, chat]) {
      const update = await cardIn(place, /Answered by Ada/, 'PUT');
      assert.deepEqual(verbsIn(update), []);
    }
  });

  it('answers a question from a channel in its thread', async () => {
    await makeTeam();
    const channel = chatOf('channel');
    await askPerson(channel);
    const card = await cardIn(team, /Question from Kim/);
    await invokeOnceKnown(actionIn(team, card.givenId ?? '', 'answer-handoff', { answer: 'They stay.' }));
    const answer = await cardIn(channel, /\w answered$/m);
    assert.match(answer.conversationId, /;messageid=/);
  });

  it('passes a question on once, however often the button is used', async () => {
    await makeTeam();
    const chat = chatOf();
    await askPerson(chat);
    const reply = requestsOf(chat)[0]?.givenId ?? '';
    const told = await cutover.invoke(actionIn(chat, reply, 'ask-person'));
    assert.match(String(told.value), /already been passed on/);
    await cardIn(team, /Question from Kim/);
    assert.equal(requestsOf(team).filter((request) => /Question from/.test(textIn(request))).length, 1);
  });

  it('passes on the last question after "I want to talk to a person"', async () => {
    await makeTeam();
    const chat = chatOf();
    await cutover.receive(messageIn(chat, QUESTION), messageIn(chat, 'I want to talk to a person'));
    const card = await cardIn(team, /Question from Kim/);
    assert.ok(textIn(card).includes(QUESTION));
  });

  it('passes on what somebody wants a person to be asked, not the question before', async () => {
    await makeTeam();
    const chat = chatOf();
    await cutover.receive(
      messageIn(chat, QUESTION),
      messageIn(chat, 'ask a person whether our licences will do'),
    );
    const card = await cardIn(team, /Question from Kim/);
    assert.match(textIn(card), /whether our licences will do/);
  });

  it('lets only the asker close it on the asker’s side', async () => {
    await makeTeam();
    const chat = chatOf('groupChat');
    await askPerson(chat);
    const waiting = await cardIn(chat, /Your question to the identity team/);
    const action = actionIn(chat, waiting.givenId ?? '', 'close-handoff');
    const refused = await invokeOnceKnown({ ...action, from: { id: '29:eve', name: 'Eve' } });
    assert.match(String(refused.value), /Only Kim/);
    const closed = await invokeOnceKnown(actionIn(chat, waiting.givenId ?? '', 'close-handoff'));
    assert.match(textOf(closed.value as object), /Closed without an answer by Kim/);
    await cardIn(team, /Closed without an answer by Kim/, 'PUT');
  });

  it('refuses a second answer, and shows who gave the first', async () => {
    await makeTeam();
    const chat = chatOf();
    await askPerson(chat);
    const card = await cardIn(team, /Question from Kim/);
    const answer = (text: string) => actionIn(team, card.givenId ?? '', 'answer-handoff', { answer: text });
    await invokeOnceKnown({ ...answer('first'), from: { id: '29:ada', name: 'Ada' } });
    const second = await invokeOnceKnown({ ...answer('second'), from: { id: '29:bob', name: 'Bob' } });
    assert.match(textOf(second.value as object), /Answered by Ada/);
    assert.ok(!textOf(second.value as object).includes('second'));
  });

  it('refuses an answer from the asker’s card, from another conversation, and an empty one', async () => {
    await makeTeam();
    const chat = chatOf();
    await askPerson(chat);
    const card = await cardIn(team, /Question from Kim/);
    const waiting = await cardIn(chat, /Your question to the identity team/);
    const elsewhere = chatOf('channel');
    const tries = [
      actionIn(chat, waiting.givenId ?? '', 'answer-handoff', { answer: 'mine' }),
      actionIn(elsewhere, card.givenId ?? '', 'answer-handoff', { answer: 'mine' }),
      actionIn({ ...team, tenantId: crypto.randomUUID() }, card.givenId ?? '', 'answer-handoff', {
        answer: 'mine',
      }),
    ];
    await invokeOnceKnown(actionIn(team, card.givenId ?? '', 'answer-handoff', { answer: '' }));
    await invokeOnceKnown({
      ...actionIn(chat, waiting.givenId ?? '', 'close-handoff'),
      from: { id: '29:eve', name: 'Eve' },
    });
    for (const action of tries) assert.match(String((await cutover.invoke(action)).value), /out of date/);
    const empty = await cutover.invoke(
      actionIn(team, card.givenId ?? '', 'answer-handoff', { answer: '  ' }),
    );
    assert.match(String(empty.value), /Write an answer first/);
    const long = actionIn(team, card.givenId ?? '', 'answer-handoff', { answer: 'a'.repeat(4_001) });
    assert.match(String((await cutover.invoke(long)).value), /4001 characters, and 4000 is the limit/);
  });

  it('explains how to set up an identity team where there is none', async () => {
    const chat = chatOf();
    await askPerson(chat);
    assert.match(
      textIn(connector.lastReplyIn(chat.conversationId)),
      /no identity team yet[\s\S]*alerts here/,
    );
    await makeTeam();
    await cutover.receive(messageIn(team, 'stop alerts'));
    await askPerson(chat);
    assert.match(textIn(connector.lastReplyIn(chat.conversationId)), /no identity team yet/);
  });
});
