import assert from 'node:assert/strict';
import { actionIn, createPlace, messageIn, type Place } from '../../support/activities.ts';
import type { ConnectorRequest } from '../../support/connector.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, textOf } from '../../support/official-card-check.ts';
import { runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

/** Whose report local mode shows. */
const LOCAL = { tenantId: 'local' };

forEachDatabase('what somebody does on a card', (open) => {
  const { connector, cutover } = runCutover(open, createManualClock('2023-09-22T12:00:00Z'));

  const cardsIn = ({ conversationId }: Place, wanted: RegExp): ConnectorRequest[] =>
    connector.requests.filter(
      (request) =>
        request.conversationId.split(';', 1)[0] === conversationId &&
        wanted.test(textOf(cardOf(request.activity))),
    );

  /** Presses a button of the first such card, as soon as the card is known. */
  function press(place: Place, card: RegExp, verb: string, data: object = {}): Promise<unknown> {
    return until(async () => {
      const [found] = cardsIn(place, card);
      if (!found?.givenId) return null;
      const { value } = await cutover.invoke(actionIn(place, found.givenId, verb, data));
      return /out of date|no longer have/.test(JSON.stringify(value)) ? null : value;
    }, `the answer to ${verb}`);
  }

  async function report(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${cutover.port}/api/report.html`);
    return response.text();
  }

  it('is in the evidence report with who did it, and without anything that was written', async () => {
    const team = createPlace(connector.url, 'channel', LOCAL);
    const chat = createPlace(connector.url, 'personal', LOCAL);
    await cutover.receive(messageIn(team, 'alerts here'));
    await cutover.receive(messageIn(chat, 'when does V1 stop working?'));
    await press(chat, /1 October 2023/, 'helpful');
    await press(chat, /1 October 2023/, 'ask-person');
    await press(team, /when does V1 stop working/, 'answer-handoff', { answer: 'Ask Zoe, she knows.' });
    const page = await report();
    for (const words of [
      'Kim said that an answer helped',
      'Kim passed a question on to the identity team',
      'Kim answered a question',
    ]) {
      assert.ok(page.includes(words), words);
    }
    assert.doesNotMatch(page, /Zoe|stop working/);
  });

  it('isn’t what “undo” takes back', async () => {
    const chat = createPlace(connector.url, 'personal', LOCAL);
    await cutover.receive(messageIn(chat, 'AADC01 runs 1.6.16.0'));
    await cutover.receive(messageIn(chat, 'when does V1 stop working?'));
    await press(chat, /1 October 2023/, 'helpful');
    await cutover.receive(messageIn(chat, 'undo'));
    assert.equal(cardsIn(chat, /Undone: AADC01 runs 1\.6\.16\.0/).length, 1);
  });
});
