import assert from 'node:assert/strict';
import { createPlace, feedbackIn, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { runCutover } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../support/official-card-check.ts';

/** Whose report local mode shows. */
const LOCAL = { tenantId: 'local' };

const QUESTION = 'when does V1 stop working?';

forEachDatabase('in a client with a feedback loop', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, readTables } = runCutover(open, clock, { hasFeedbackLoop: true });

  /** The reply to a message, and its id. */
  async function ask(place: Place, text: string) {
    await cutover.receive(messageIn(place, text));
    const reply = connector.lastReplyIn(place.conversationId);
    assert.ok(reply?.givenId);
    return { activity: reply.activity, id: reply.givenId };
  }

  const verbsIn = (card: object) =>
    objectsIn(card).flatMap(({ verb }) => (typeof verb === 'string' ? [verb] : []));

  async function report(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${cutover.port}/api/report.html`)).text();
  }

  it('an answer has its source as a citation, and Teams’ thumbs in place of the buttons', async () => {
    const { activity } = await ask(createPlace(connector.url, 'personal', LOCAL), QUESTION);
    assert.match(activity.text ?? '', /^Source: .* \[1\]$/);
    const [entity, ...others] = activity.entities ?? [];
    assert.equal(others.length, 0);
    assert.deepEqual(
      [entity?.type, entity?.['@type'], entity?.['@context']],
      ['https://schema.org/Message', 'Message', 'https://schema.org'],
    );
    const [claim] = entity?.['citation'] as { appearance: Record<string, string> }[];
    const { appearance, ...rest } = claim ?? { appearance: {} };
    assert.deepEqual(rest, { '@type': 'Claim', position: 1 });
    assert.equal(appearance['@type'], 'DigitalDocument');
    assert.match(appearance['url'] ?? '', /^https:/);
    assert.match(appearance['abstract'] ?? '', /^Azure AD Connect V1 stops working/);
    assert.ok((appearance['name'] ?? '').length <= 80 && (appearance['abstract'] ?? '').length <= 160);
    assert.ok(!JSON.stringify(entity).includes('AIGenerated'), 'nothing is generated');
    const card = cardOf(activity);
    assert.match(textOf(card), /Source: /);
    assert.deepEqual(activity.channelData, { feedbackLoop: { type: 'default' } });
    const verbs = verbsIn(card);
    assert.ok(verbs.includes('ask-person') && !verbs.includes('helpful') && !verbs.includes('unhelpful'));
  });

  it('small talk has neither', async () => {
    const { activity } = await ask(createPlace(connector.url, 'personal', LOCAL), 'thanks a lot, bye');
    assert.deepEqual(
      [activity.text, activity.entities, activity.channelData],
      [undefined, undefined, undefined],
    );
  });

  it('a thumb is stored as a button’s feedback is, and answered with an empty object', async () => {
    const chat = createPlace(connector.url, 'personal', LOCAL);
    const { id } = await ask(chat, QUESTION);
    assert.deepEqual(await cutover.invoke(feedbackIn(chat, id, 'like', 'Zoe wrote this.')), {});
    const page = await report();
    assert.equal(page.split('Kim said that an answer helped').length, 2);
    assert.doesNotMatch(page, /Zoe/);
    const rows = await readTables((db) =>
      db.selectFrom('questions').selectAll().where('thread_id', '=', chat.conversationId).execute(),
    );
    assert.deepEqual(
      rows.map(({ text, helped, remark }) => [text, helped, remark]),
      [[QUESTION, true, 'Zoe wrote this.']],
    );
  });

  it('a thumb that names no message is the last answer’s', async () => {
    const chat = createPlace(connector.url, 'personal', LOCAL);
    await ask(chat, QUESTION);
    const before = (await report()).split('answer helped').length;
    await cutover.invoke({ ...feedbackIn(chat, '', 'like'), replyToId: undefined });
    assert.equal((await report()).split('answer helped').length, before + 1);
  });

  it('a question is stored with the passage that answers it, and one without an answer with the nearest', async () => {
    const chat = createPlace(connector.url, 'personal', LOCAL);
    const other = createPlace(connector.url, 'personal', LOCAL);
    const { activity } = await ask(chat, QUESTION);
    await ask(other, 'can you bake a chocolate cake for my birthday?');
    const rows = await readTables((db) =>
      db
        .selectFrom('questions')
        .select(['article', 'heading'])
        .where('thread_id', 'in', [chat.conversationId, other.conversationId])
        .orderBy('decision')
        .execute(),
    );
    const [answered, unknown] = rows;
    assert.ok(answered?.article && activity.text?.startsWith(`Source: ${answered.article}`));
    assert.ok(textOf(cardOf(activity)).includes(answered.heading ?? '?'));
    assert.deepEqual(unknown, { article: null, heading: null });
  });

  it('a thumb down offers other topics once, however often it comes', async () => {
    const chat = createPlace(connector.url, 'personal', LOCAL);
    const { id } = await ask(chat, QUESTION);
    const before = (await report()).split('answer didn’t help').length;
    const down = feedbackIn(chat, id, 'dislike');
    for (const each of [down, down, feedbackIn(chat, id, 'dislike')]) {
      assert.deepEqual(await cutover.invoke(each), {});
    }
    const [, offer, ...others] = connector.requestsIn(chat.conversationId);
    assert.match(textOf(cardOf(offer?.activity ?? {})), /That didn’t help/);
    assert.equal(others.length, 0);
    assert.equal((await report()).split('answer didn’t help').length, before + 1);
  });
});
