import assert from 'node:assert/strict';
import type { Kysely } from 'kysely';
import type { Config } from '../../bot/app/config.ts';
import type { Deadlines } from '../../bot/platform/deadlines.ts';
import type { Schema } from '../../bot/store/database/schema.ts';
import type { Connector, ConnectorRequest } from './connector.ts';
import { startConnector } from './connector.ts';
import { readStore, startCutover, type RunningCutover } from './cutover.ts';
import type { DatabasePlace, OpenPlace } from './databases.ts';
import type { ManualClock } from './manual-clock.ts';
import { actionIn, messageIn, type Place } from './activities.ts';
import { cardOf, objectsIn, textOf } from './official-card-check.ts';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts';
import { until } from './until.ts';

/** Somebody else than the person of `activities.ts`. */
export const ANA = {
  from: { id: '29:ana', name: 'Ana', aadObjectId: '00000000-0000-0000-0000-0000000000ab' },
};

/** Cutover with a connector, for all tests of a suite: to be used in hooks and tests, not while a suite is described. */
export interface Running {
  readonly connector: Connector;
  readonly cutover: RunningCutover;
  /** Delivers a message; resolves with the words of the card that answers it. */
  readonly say: (place: Place, text: string, changes?: object) => Promise<string>;
  /** What was posted in a conversation and accepted, in a channel whatever the thread, with the words of its card. */
  readonly textsIn: (place: Place) => Posted[];
  /** The first of these that says so, when it is there. */
  readonly posted: (place: Place, words: RegExp) => Promise<Posted>;
  /** Resolves when the ledger has the id of a card: a press on it is not known before. */
  readonly recorded: (card: Pick<ConnectorRequest, 'givenId'>) => Promise<unknown>;
  /** Presses a button of a recorded card, with what is entered beside it; resolves with the words of the answer. */
  readonly press: (place: Place, card: ConnectorRequest, verb: string, inputs?: object) => Promise<string>;
  /** Stops Cutover, unless it is, and starts it again over the same data and on the same port. */
  readonly restart: () => Promise<void>;
  /** Reads the tables, with Cutover stopped meanwhile: the embedded store lets in one process at a time. */
  readonly readTables: <Rows>(read: (db: Kysely<Schema>) => Promise<Rows>) => Promise<Rows>;
}

export type Posted = ConnectorRequest & { text: string };

/** Starts Cutover before the tests of the suite that is described, and stops it after them; arguments as in `startCutover`, `changes` also as what is known when it starts. */
export function runCutover(
  open: OpenPlace,
  clock: ManualClock,
  changes: Partial<Config> | (() => Partial<Config>) = {},
  otherDeadlines: Partial<Deadlines> = {},
): Running {
  let place: DatabasePlace;
  let itsConnector: Connector | null = null;
  let itsCutover: RunningCutover | null = null;
  const connector = following('The connector', () => itsConnector);
  const cutover = following('Cutover', () => itsCutover);
  const start = async (port: number) => {
    const config = { port, ...(typeof changes === 'function' ? changes() : changes) };
    itsCutover = await startCutover(place, clock, config, otherDeadlines);
  };
  before(async () => {
    itsConnector = await startConnector();
    place = await open();
    await start(0);
  });
  after(async () => {
    await itsCutover?.stop();
    await itsConnector?.close();
  });

  const textsIn = ({ conversationId }: Place) =>
    connector.requests
      .filter((sent) => sent.conversationId.split(';', 1)[0] === conversationId)
      .filter(({ status }) => status !== null && status < 300)
      .map((sent) => ({ ...sent, text: textOf(cardOf(sent.activity)) }));
  const recorded = ({ givenId }: Pick<ConnectorRequest, 'givenId'>) =>
    until(() => cutover.log.some(({ fields }) => fields['activityId'] === givenId), 'the post in the ledger');
  return {
    connector,
    cutover,
    textsIn,
    recorded,
    say: async (place, text, changes = {}) => {
      await cutover.receive({ ...messageIn(place, text), ...changes });
      return textOf(cardOf(connector.lastReplyIn(place.conversationId)?.activity ?? {}));
    },
    posted: (place, words) =>
      until(() => textsIn(place).find(({ text }) => words.test(text)), `${String(words)} is posted`),
    press: async (place, card, verb, inputs = {}) => {
      await recorded(card);
      const button = objectsIn(cardOf(card.activity)).find((found) => found['verb'] === verb);
      const data = { ...(button?.['data'] as object | undefined), ...inputs };
      const { value } = await cutover.invoke(actionIn(place, card.givenId ?? '', verb, data));
      return typeof value === 'string' ? value : textOf(value as object);
    },
    restart: async () => {
      await cutover.stop();
      await start(cutover.port);
    },
    readTables: async (read) => {
      await cutover.stop();
      const rows = await readStore(place, read);
      await start(cutover.port);
      return rows;
    },
  };
}

/** Starts a token issuer before the tests of the suite that is described, and closes it after them. */
export function runTokenIssuer(tenants: readonly string[]): TokenIssuer {
  let started: TokenIssuer | null = null;
  before(async () => {
    started = await startTokenIssuer(tenants);
  });
  after(() => started?.close());
  return following('The token issuer', () => started);
}

/** Stands for what is started later, so that a suite may take it apart: each use of a member asks for it. */
export function following<Part extends object>(name: string, find: () => Part | null): Part {
  const current = () => find() ?? assert.fail(`${name} is started before the tests of the suite.`);
  return new Proxy({} as Part, {
    get(_target, key): unknown {
      const member: unknown = Reflect.get(current(), key);
      return typeof member === 'function' ? member.bind(current()) : member;
    },
  });
}
