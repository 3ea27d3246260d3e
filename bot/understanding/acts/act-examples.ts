import { createHash } from 'node:crypto';
import type { Example } from '../linear-model.ts';
import { expandPhrase } from './expand-phrases.ts';
import { readUtterance, templateOf, type ReaderContext } from './utterance.ts';

/** The label of what is no act. */
export const QUESTION = 'question';

/** Labels of phrases about Cutover itself: what it is asked to do, which is no question to the documents. */
const ABOUT_ACTS = ['reminders', 'report-server', 'greeting-help'];

/** Phrases that ask for a person, and small talk, are acts as they stand. */
const SAME_AS_ACTS: Readonly<Record<string, string>> = {
  'human-handoff': 'ask-person',
  'thanks-bye': 'thanks',
};

/** Of the phrases of questions, one in so many is enough to tell acts from questions. */
const QUESTION_STEP = 4;

/** Of an act whose phrases stand for many texts, as many are taken: of each phrase alike, so that none is left out. */
const MOST_OF_ACT = 240;

/** Names nothing in a message but what it says itself. */
const NO_CONTEXT: ReaderContext = {
  now: new Date(0),
  zone: 'UTC',
  locale: 'en-US',
  isKnownServer: () => false,
  findNotices: () => [],
};

/**
 * What the recogniser of acts learns.
 * @param acts the phrases of acts.yaml by the act's label.
 * @param phrases what people type for the intents of all notices.
 * @param findNotices the names of notices in a text, which a template replaces.
 */
export function actExamples(
  acts: Readonly<Record<string, readonly string[]>>,
  phrases: readonly Example[],
  findNotices: ReaderContext['findNotices'],
): Example[] {
  const template = (text: string) => templateOf(readUtterance(text, { ...NO_CONTEXT, findNotices }));
  const wanted = Object.entries(acts).flatMap(([intent, list]) =>
    textsOf(list).map((text) => ({ intent, text })),
  );
  const spoken = phrases.flatMap(({ intent, text }) => {
    const act = SAME_AS_ACTS[intent];
    return act === undefined ? [] : [{ intent: act, text: template(text) }];
  });
  const questions = phrases
    .filter(({ intent }) => SAME_AS_ACTS[intent] === undefined && !ABOUT_ACTS.includes(intent))
    .filter(({ text }) => isSampled(text))
    .map(({ text }) => ({ intent: QUESTION, text: template(text) }));
  return [...wanted, ...spoken, ...questions];
}

/** Whether a phrase is in the sample. Its own text decides, so that a phrase added elsewhere doesn't change the rest. */
function isSampled(text: string): boolean {
  return createHash('sha256').update(text).digest().readUInt32BE() % QUESTION_STEP === 0;
}

/** What the phrases of an act stand for: all of it, or of each phrase the same number at most. */
function textsOf(phrases: readonly string[]): string[] {
  const texts = phrases.map(expandPhrase);
  const sizes = texts.map(({ length }) => length).toSorted((a, b) => a - b);
  let left = MOST_OF_ACT;
  let most = 0;
  for (const [i, size] of sizes.entries()) {
    most = Math.max(1, Math.floor(left / (sizes.length - i)));
    if (size > most) break;
    left -= size;
  }
  return texts.flatMap((list) => evenly(list, Math.max(most, 1)));
}

/** At most `most` items, from the whole length of the list. */
function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return items.filter(
    (_, i) => Math.floor((i * most) / items.length) !== Math.floor(((i - 1) * most) / items.length),
  );
}
