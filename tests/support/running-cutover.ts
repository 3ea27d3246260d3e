import type { Connector, ConnectorRequest } from './connector.ts';
import { startConnector } from './connector.ts';
import { startCutover, type RunningCutover } from './cutover.ts';
import type { DatabasePlace } from './databases.ts';
import type { ManualClock } from './manual-clock.ts';
import { messageIn, type Place } from './activities.ts';
import { cardOf, textOf } from './official-card-check.ts';

/** Somebody else than the person of `activities.ts`. */
export const ANA = {
  from: { id: '29:ana', name: 'Ana', aadObjectId: '00000000-0000-0000-0000-0000000000ab' },
};

/** Cutover with a connector, for all tests of a suite. */
export interface Running {
  /** What runs; to be asked for in hooks and tests, not while a suite is described. */
  readonly connector: Connector;
  readonly cutover: RunningCutover;
  /** Delivers a message; resolves with the words of the card that answers it. */
  say(place: Place, text: string, changes?: object): Promise<string>;
}

/** Starts Cutover before the tests of the suite that is described, and stops it after them; `options` as in `startCutover`. */
export function runCutover(
  open: () => Promise<DatabasePlace>,
  clock: ManualClock,
  options: Parameters<typeof startCutover>[2] = {},
): Running {
  let running: { connector: Connector; cutover: RunningCutover } | null = null;
  const theRunning = () => {
    if (!running) throw new Error('Cutover is started before the tests of the suite.');
    return running;
  };
  before(async () => {
    const connector = await startConnector();
    running = { connector, cutover: await startCutover(await open(), clock, options) };
  });
  after(async () => {
    await running?.cutover.stop();
    await running?.connector.close();
  });
  return {
    get connector() {
      return theRunning().connector;
    },
    get cutover() {
      return theRunning().cutover;
    },
    async say(place, text, changes = {}) {
      const { connector, cutover } = theRunning();
      await cutover.receive({ ...messageIn(place, text), ...changes });
      return textOf(cardOf(connector.lastReplyIn(place.conversationId)?.activity ?? {}));
    },
  };
}

/** What was posted in a conversation and accepted, in a channel whatever the thread, each with the words of its card. */
export function textsIn(
  connector: Connector,
  { conversationId }: Place,
): (ConnectorRequest & { text: string })[] {
  return connector.requests
    .filter((sent) => sent.conversationId.split(';', 1)[0] === conversationId)
    .filter(({ status }) => status !== null && status < 300)
    .map((sent) => ({ ...sent, text: textOf(cardOf(sent.activity)) }));
}
