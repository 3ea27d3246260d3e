import assert from 'node:assert/strict';
import { createNoticeFinder } from '../../bot/understanding/acts/notice-names.ts';
import type { ReadAct } from '../../bot/understanding/acts/read-act.ts';
import { createActReader } from '../../bot/understanding/acts/read-acts.ts';
import type { ActContext } from '../../bot/understanding/acts/utterance.ts';
import { theActRecogniser, theGuide } from './guide.ts';

/** Monday, 10:00 in Berlin. */
const NOW = new Date('2023-09-04T08:00:00Z');

type Read = (text: string, changes?: Partial<ActContext>) => ReadAct | null;

/**
 * Reads what a message wants done in the tests of a suite, for a reader in Berlin who writes British English, where
 * nothing was said before.
 */
export function useActReader() {
  let opened: Read;
  before(async () => {
    opened = await openActReader();
  });
  const read: Read = (text, changes) => opened(text, changes);
  return {
    read,
    /** Read as these commands in their plain form, without a doubt. */
    assertDone: (text: string, ...lines: string[]): void => {
      assert.deepEqual(linesOf(read(text)), lines, text);
    },
  };
}

async function openActReader(): Promise<Read> {
  const readAct = createActReader(await theActRecogniser());
  const findNotices = createNoticeFinder([await theGuide()]);
  return (text, changes = {}) =>
    readAct(text, {
      now: NOW,
      zone: 'Europe/Berlin',
      locale: 'en-GB',
      isKnownServer: () => false,
      findNotices,
      subjects: [],
      last: { lines: [], changes: [] },
      serverNames: new Set(),
      isAfterQuestion: false,
      replacements: ['cloud sync'],
      ...changes,
    });
}

/** The lines of what is done without a doubt; else the whole act. */
export function linesOf(act: ReadAct | null) {
  return act?.kind === 'do' ? act.lines : act;
}
