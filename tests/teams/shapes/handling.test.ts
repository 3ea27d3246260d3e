import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createPlace, invokeIn, messageIn, type InboundActivity } from '../../support/activities.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { runCutover } from '../../support/running-cutover.ts';

interface HandlingShape {
  name: string;
  /** Fields of a message; absent for an invoke. */
  activity?: Record<string, unknown>;
  /** The invoke's name. */
  invoke?: string | null;
  value?: unknown;
  /** How often it is delivered; default: once. */
  times?: number;
  /** Cards that answer it. */
  replies?: number;
  /** What the card says. */
  says?: string;
  /** What the answer to an invoke says. */
  body?: string;
}

const shapes = JSON.parse(readFileSync(new URL('handling.json', import.meta.url), 'utf8')) as HandlingShape[];

forEachDatabase('an activity as Teams delivers it', (open) => {
  const { connector, cutover } = runCutover(open, createManualClock('2023-09-22T12:00:00Z'));

  for (const { name, activity, invoke, value, times = 1, replies = 0, says, body } of shapes) {
    it(`is accepted, and answered where there is something to say: ${name}`, async () => {
      const chat = createPlace(connector.url, 'personal');
      const sent = activity
        ? ({ ...messageIn(chat, ''), text: undefined, ...activity } as InboundActivity)
        : { ...invokeIn(chat, invoke ?? '', {}), name: invoke ?? undefined, value };
      for (let i = 0; i < times; i++) {
        const response = await cutover.invokeRaw(sent);
        assert.equal(response.status, 200);
        if (body !== undefined) assert.match(await response.text(), new RegExp(body));
      }
      const posts = connector.requestsIn(chat.conversationId);
      assert.equal(posts.length, replies);
      if (says !== undefined) assert.match(posts[0]?.activity.summary ?? '', new RegExp(says));
    });
  }

  it('leaves nothing in the log but warnings', () => {
    assert.deepEqual(
      cutover.log.filter(({ level }) => level === 'error'),
      [],
    );
  });
});
