import { dayIn } from '../campaign/calendar.ts';
import { comparedIn } from '../guidance/adviser.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { compareVersions, readVersionFacts } from '../guidance/version-verdict.ts';
import { withoutCourtesy } from './courtesy.ts';
import { createNoticeChooser, type Candidate, type ChoiceContext } from './choose-notice.ts';
import type { Shown } from './near-shown.ts';
import { isSaidInOne, quoteOf, sectionOf } from './rank-passages.ts';
import { createNoticeSearch } from './search-notices.ts';
import { createQuestionReader, type QuestionReader, type Understood } from './read-question.ts';
import { OUT_OF_SCOPE, type Recogniser } from './recogniser.ts';
import { readInContext, type InContext } from './follow-up.ts';
import { optionNamesOf } from './option-names.ts';
import { pickNotice } from './pick-notice.ts';
import { isGeneral } from './telling-words.ts';

/** The questions of a message, and the notice that they are about. */
export interface ReadMessage {
  guide: Guide;
  /** Two or three notices that the message fits alike, `guide` first, and that it may be asked back about; else empty. */
  alike: Guide[];
  understood: Understood[];
}

/** What is known when a message is read, beyond its text. */
export interface MessageContext extends Pick<ChoiceContext, 'urgent'> {
  /** The thread's last question; null when there is none. */
  last: LastQuestion | null;
}

export interface LastQuestion {
  /** The id of the notice that it was answered from; null when that isn't known. */
  notice: string | null;
  /** Null when it isn't kept. */
  text: string | null;
  /** The intent that was answered, or chosen; null when there is neither. */
  topic: string | null;
  /** What answered it. */
  source: Shown | null;
}

/** Understands questions about the notices of a portfolio. */
export interface MessageReader {
  read(text: string, context: MessageContext, localNow: LocalNow): ReadMessage;
  /** Understands the questions of a message as about this notice; none for a notice that isn't there. */
  readIn(notice: string, text: string, localNow: LocalNow): Understood[];
}

export function createMessageReader({
  portfolio,
  recognise,
}: {
  portfolio: Portfolio;
  recognise: Recogniser;
}): MessageReader {
  const choose = createNoticeChooser(portfolio);
  const guides = [...portfolio.guides.values()];
  const options = optionNamesOf(
    guides.flatMap((guide) => comparedIn(guide) ?? []).slice(0, 2),
    guides.map(({ product, notice: { names } }) => [product, ...names]),
  );
  const history = guides
    .flatMap(({ notice }) => readVersionFacts(notice).known)
    .toSorted((a, b) => compareVersions(a.version, b.version));
  const readers = new Map<string, QuestionReader>();
  const searchIn = createNoticeSearch();

  function readerOf(guide: Guide): QuestionReader {
    const { id } = guide.notice;
    const reader = readers.get(id) ?? createQuestionReader({ guide, recognise });
    readers.set(id, reader);
    return reader;
  }

  function readAs(
    { text, context, after, wanted }: InContext,
    { urgent, last }: MessageContext,
    localNow: LocalNow,
  ): ReadMessage {
    const whole = context === null ? text : `${text} ${context}`;
    const ranked = recognise(whole);
    const today = dayIn(localNow.now, localNow.zone);
    const candidates = choose(whole, { urgent, last: last?.notice ?? null, today });
    const search = searchIn(candidates, {
      stay: context === null ? null : (last?.notice ?? null),
      shown: last?.source ?? null,
      localNow,
    });
    const mostUrgent = (last?.notice ?? null) === null && portfolio.guides.get(urgent[0] ?? '');
    const findPassages = () => search(text, { ranked, context, localNow });
    const guide = pickNotice(whole, {
      candidates,
      ranked,
      today,
      mostUrgent: mostUrgent || null,
      findPassages,
    });
    const topic = context === null ? null : (last?.topic ?? null);
    const understood = readerOf(guide)
      .understandAll(text, localNow, { search, context, topic })
      .map((each) => ({ ...each, after, wanted }));
    const alike = last === null ? findAlike(candidates, guide, understood, today) : [];
    const isOwn = alike.length > 0 && isSaidInOne(guide, findPassages());
    return { guide, understood, alike: isOwn ? [] : alike };
  }

  /** The versions that are out on a day, the oldest first. */
  function versionsOut(today: string): string[] {
    return history.filter(({ released }) => released <= today).map(({ version }) => version);
  }

  /** The words of the last question; where they aren't kept, those of its topic. */
  function wordsOfLast(last: LastQuestion | null): string | null {
    if (last === null || last.text !== null) return last?.text ?? null;
    const guide = portfolio.guides.get(last.notice ?? '');
    return guide?.entries.get(last.topic ?? '')?.question ?? null;
  }

  return {
    readIn(notice, text, localNow) {
      const guide = portfolio.guides.get(notice);
      return guide ? readerOf(guide).understandAll(text, localNow) : [];
    },

    read(typed, context, localNow) {
      const versions = versionsOut(dayIn(localNow.now, localNow.zone));
      const text = withoutCourtesy(typed);
      const said = readInContext(text, wordsOfLast(context.last), { options, versions });
      const own = said.version === undefined ? text : `we are on ${said.version}`;
      const readAlone = () => readAs({ ...said, text: own, context: null, after: null }, context, localNow);
      if (said.version !== undefined) {
        const together = readAs(said, context, localNow);
        return isOfVersion(together.understood) ? together : readAlone();
      }
      if (!said.isPossible) return readAs(said, context, localNow);
      const alone = readAlone();
      const goesOnWithFeatures = canBeAbout(context.last?.topic ?? '', 'features');
      if (isClear(alone.understood) && !goesOnWithFeatures) return alone;
      const together = readAs(said, context, localNow);
      if (isClear(alone.understood)) return together.understood[0]?.named?.kind === 'rows' ? together : alone;
      const isMeant =
        isMeantTogether(together.understood, alone.understood) ||
        staysAt(context.last?.source ?? null, together.understood, alone.understood);
      return isMeant ? together : alone;
    },
  };
}

/** Whether a short message says by itself what it is about. */
function isClear(understood: readonly Understood[]): boolean {
  return understood.length > 1 || understood[0]?.decision === 'answer';
}

/** Whether the answer to a question depends on the version that it names. */
function isOfVersion([only]: readonly Understood[]): boolean {
  const [best] = only?.passages ?? [];
  return only?.named?.kind === 'versions' || (best !== undefined && VERSION.test(quoteOf(best)?.text ?? ''));
}

const VERSION = /\b\d\.\d{1,5}\.\d/;

/** Whether the documents have what a short message asks in the light of the question before: its own words are among theirs. */
function isMeantTogether([together]: readonly Understood[], [alone]: readonly Understood[]): boolean {
  if (together?.decision !== 'answer') return false;
  return (
    together.named !== null ||
    isGeneral(together.text, []) ||
    (alone?.passages[0]?.coverage ?? 0) >= OWN_WORDS
  );
}

/** Whether what was shown last has most of the words of a message, with the question before it and without. */
function staysAt(
  shown: Shown | null,
  [together]: readonly Understood[],
  [alone]: readonly Understood[],
): boolean {
  if (shown === null || together?.decision === 'unknown') return false;
  const headings = [together, alone].map((each) => each?.passages[0] && sectionOf(each.passages[0])?.heading);
  return headings.every((heading) => heading === shown.heading);
}

/** The part of a short message's words that the documents must have. */
const OWN_WORDS = 0.5;

/** Of notices that are named alike, one with this part of the evidence for the likeliest may be meant as well. */
const NEARLY_AS_MUCH = 0.85;
const MOST_ALIKE = 3;

/**
 * The notices that a message calls by the same name and that all answer it. One whose deadline is past is meant only where
 * it is what is most urgent for the reader's tenant.
 */
function findAlike(
  candidates: readonly Candidate[],
  guide: Guide,
  understood: readonly Understood[],
  today: string,
): Guide[] {
  const [only, ...others] = understood;
  const intent = only?.ranked[0]?.intent ?? OUT_OF_SCOPE;
  const chosen = candidates.find((candidate) => candidate.guide === guide);
  if (!chosen?.isNamed || others.length > 0 || only?.decision !== 'answer') return [];
  if (only.passages.length > 0) return []; // a detail, which isn't different by notice
  const alike = candidates
    .filter(({ isNamed, evidence }) => isNamed && evidence >= chosen.evidence * NEARLY_AS_MUCH)
    .map((candidate) => candidate.guide)
    .filter(({ notice, entries }) => entries.get(intent)?.map.id === notice.id)
    .filter((each) => each === guide || !isPast(each, today));
  return alike.length > 1 && alike.length <= MOST_ALIKE && alike.includes(guide) ? alike : [];
}

function isPast({ deadline }: Guide, today: string): boolean {
  return deadline !== null && deadline.date < today.slice(0, deadline.date.length);
}
