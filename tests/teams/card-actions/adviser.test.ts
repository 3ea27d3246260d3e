import assert from 'node:assert/strict';
import { needsOf } from '../../../bot/guidance/adviser.ts';
import { createPlace, messageIn, actionIn, submitIn, type Place } from '../../support/activities.ts';
import type { ConnectorRequest } from '../../support/connector.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { theGuide } from '../../support/guide.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../../support/official-card-check.ts';
import { runCutover } from '../../support/running-cutover.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

forEachDatabase('the adviser in a conversation', (open) => {
  const { connector, cutover } = runCutover(open, createManualClock('2023-09-22T12:00:00Z'));
  let rowOf: (name: string) => number;

  before(async () => {
    const needs = needsOf(await theGuide());
    rowOf = (wanted) => {
      const need = needs.find(({ name }) => name === wanted);
      assert.ok(need, wanted);
      return need.row;
    };
  });

  const requestsOf = ({ conversationId }: Place): ConnectorRequest[] =>
    connector.requests.filter((request) => request.conversationId.split(';', 1)[0] === conversationId);

  const shownIn = (request: ConnectorRequest | undefined): object => cardOf(request?.activity ?? {});

  async function openAdviser(place: Place): Promise<string> {
    await cutover.receive(messageIn(place, 'adviser'));
    const request = connector.lastReplyIn(place.conversationId);
    assert.match(textOf(shownIn(request)), /^Is cloud sync right for us\?$/m);
    assert.ok(request?.givenId);
    return request.givenId;
  }

  const tickedIn = (card: object) =>
    objectsIn(card).find(({ type }) => type === 'Input.ChoiceSet')?.['value'];

  it('opens on the command adviser', async () => {
    const chat = createPlace(connector.url);
    await openAdviser(chat);
    assert.equal(tickedIn(shownIn(requestsOf(chat)[0])), '');
  });

  for (const question of ['compare', 'does cloud sync support pass-through authentication?']) {
    it(`opens below the answer to "${question}"`, async () => {
      const chat = createPlace(connector.url, 'personal');
      await cutover.receive(messageIn(chat, question));
      const [answer] = requestsOf(chat);
      const offered = objectsIn(shownIn(answer)).find(({ verb }) => verb === 'open-adviser');
      assert.equal(offered?.['title'], 'Is cloud sync right for us?');
      await cutover.invoke(actionIn(chat, answer?.givenId ?? '', 'open-adviser'));
      const [, adviser, ...others] = requestsOf(chat);
      assert.deepEqual([adviser?.method, others.length], ['POST', 0]);
      assert.equal(tickedIn(shownIn(adviser)), '');
    });
  }

  it('is not offered below other answers', async () => {
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    assert.doesNotMatch(JSON.stringify(shownIn(requestsOf(chat)[0])), /open-adviser/);
  });

  it('shows its verdict in the card, for everybody, and a new one when asked again', async () => {
    const chat = createPlace(connector.url, 'groupChat');
    const cardId = await openAdviser(chat);
    const device = rowOf('Support for device objects');
    const first = await cutover.invoke(actionIn(chat, cardId, 'advise', { needs: `${device}` }));
    assert.deepEqual([first.statusCode, first.type], [200, CARD]);
    assert.match(textOf(first.value as object), /^Connect sync has what you need$/m);
    const needs = `${rowOf('On-demand provisioning')},${device}`;
    await cutover.invoke(actionIn(chat, cardId, 'advise', { needs }));
    const [, update, again, ...others] = requestsOf(chat);
    assert.deepEqual([update?.method, update?.activityId, others.length], ['PUT', cardId, 0]);
    assert.match(textOf(shownIn(update)), /\*\*Cloud sync\*\* lacks: Device objects\./);
    assert.match(textOf(shownIn(again)), /^Cloud sync, except for 1 of your 2 needs$/m);
    assert.equal(tickedIn(shownIn(again)), `${device},${rowOf('On-demand provisioning')}`);
  });

  it('shows its verdict when the client falls back to Action.Submit', async () => {
    const chat = createPlace(connector.url, 'personal');
    const cardId = await openAdviser(chat);
    await cutover.receive(
      submitIn(chat, cardId, 'advise', { needs: String(rowOf('On-demand provisioning')) }),
    );
    assert.match(textOf(shownIn(requestsOf(chat)[1])), /^Cloud sync has what you need$/m);
  });

  for (const needs of [undefined, '', 7, ['9'], '0,999,-1,1e1,0x9, 9,constructor', '9'.repeat(400)]) {
    it(`reads ${JSON.stringify({ needs }).slice(0, 60)} as nothing selected`, async () => {
      const chat = createPlace(connector.url, 'personal');
      const answer = await cutover.invoke(actionIn(chat, 'card', 'advise', { needs }));
      assert.equal(answer.type, CARD);
      assert.match(textOf(answer.value as object), /^Nothing is selected$/m);
      assert.equal(tickedIn(answer.value as object), '');
    });
  }
});
