import { answerDate } from '../guidance/answer-date.ts';
import { tellGist, tellSource, tellStill } from '../guidance/answer-about.ts';
import { answerPassage, passageTopics, phaseIn } from '../guidance/answer-passage.ts';
import { answerVersionList } from '../guidance/answer-version-list.ts';
import { answerVersions } from '../guidance/answer-versions.ts';
import { answerIntent, answerRows, sourceOf, topicsOf, type Answer, type Topic } from '../guidance/answer.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import type { Guide } from '../guidance/guide.ts';
import { joinAnswers } from '../guidance/join-answers.ts';
import {
  asksBesideVersion,
  isVerdictAll,
  isRow,
  isSame,
  passageAbout,
  SURE_OF_TOPIC,
} from './beside-version.ts';
import { orderOf } from './answer-order.ts';
import { asksOfEarlier } from './asked-year.ts';
import { isSure, nearestTopics } from './decide.ts';
import type { Named } from './find-named.ts';
import { openingOf, startWith } from './opening.ts';
import { fitsAsWell, isDateOnly, isDetail, saysAll, saysEveryWord } from './passage-fit.ts';
import type { RankedPassage } from './rank-passages.ts';
import type { Understood } from './read-question.ts';
import { OUT_OF_SCOPE } from './recogniser.ts';

/** In doubt, what is only the nearest is shown from this score on. */
const NEAR_FROM = 5;
/** With less coverage than this, a passage is only the nearest that there is. */
const IS_NEAR = 0.3;
/** With less coverage than this, an answer begins by saying that it is only the nearest; with the second, where it is in doubt. */
const SAYS_NOTHING = 0.25;
const SAYS_LITTLE = 0.4;
/** A second passage is shown too where it fits nearly as well. */
const NEXT_BEST = 0.75;
/** And a third where it fits about as well. */
const THIRD_BEST = 0.85;
const MOST_QUOTED = 3;
/** Beside what was computed. */
const MOST_BESIDE = 2;
/** Passages and topics that are offered below an answer. */
const NEXT_PASSAGES = 2;
const MOST_FOLLOW_UPS = 4;
/** In doubt, a topic that is asked for as a whole is shown from this confidence on. */
const LIKELY_TOPIC = 0.5;
/** From this confidence on, the topic is answered below a passage. */
const TOPIC_FROM = 0.4;

/**
 * The answer, or what is wanted of it; null when the documents have none. With the decision to ask, it is the nearest that they
 * have. `others` are the notices beside this one, which may mean something for a version that is asked about.
 */
export function answerFor(
  understood: Understood,
  guide: Guide,
  localNow: LocalNow,
  others: readonly Guide[] = [],
): Answer | null {
  const answer = answerWhole(understood, guide, localNow, others);
  if (!answer) return null;
  switch (understood.wanted) {
    case 'answer':
      return answer;
    case 'source':
      return tellSource(answer, localNow);
    case 'gist':
      return tellGist(answer);
    case 'still':
      return tellStill(answer, localNow);
    case 'more':
      return tellMore(answer, understood, guide, localNow);
    case 'rest':
      return tellNoMore(answer);
  }
}

/** The next passages that say something which the answer doesn't; without any, its topics alone. */
function tellMore(answer: Answer, { passages }: Understood, guide: Guide, localNow: LocalNow): Answer {
  const said = new Set(answer.paragraphs);
  const [first, ...others] = passages
    .flatMap(
      (passage) =>
        answerPassage(isSame(passage.guide, guide) ? guide : passage.guide, passage, localNow) ?? [],
    )
    .filter(
      ({ paragraphs }) =>
        paragraphs.some((text) => !said.has(text)) && !isWithin(paragraphs, answer.paragraphs),
    )
    .slice(0, NEXT_PASSAGES);
  if (!first) return tellNoMore(answer);
  return { ...joinAnswers(first, others), intent: answer.intent, followUps: answer.followUps };
}

function tellNoMore(answer: Answer): Answer {
  return { ...answer, title: 'That’s all I have on this', paragraphs: [NO_MORE], table: null };
}

/** An item that was shown first is the same list in another order. */
function isWithin(paragraphs: readonly string[], said: readonly string[]): boolean {
  const linesOf = (texts: readonly string[]) =>
    texts.flatMap((text) => text.split('\n')).map((line) => line.replaceAll('**', '').replace(/^[-*] /, ''));
  const known = linesOf(said).join('\n');
  return linesOf(paragraphs).every((line) => known.includes(line));
}

const NO_MORE =
  'My documents say no more about it: the source below is where it is from. Choose a topic below, ask in other words, or ask a person.';

function answerWhole(
  understood: Understood,
  guide: Guide,
  localNow: LocalNow,
  others: readonly Guide[],
): Answer | null {
  const { decision, after, ranked, named, passages, asksTopic } = understood;
  if (decision === 'unknown') return null;
  const [{ intent, confidence } = { intent: OUT_OF_SCOPE, confidence: 1 }] = ranked;
  const isAboutBot = (guide.entries.get(intent)?.map ?? guide.notice) !== guide.notice;
  const namesVersion = named?.kind === 'versions' && confidence < SURE_OF_TOPIC;
  const isToBot =
    isAboutBot &&
    decision === 'answer' &&
    confidence >= TOPIC_FROM &&
    !namesVersion &&
    !saysEveryWord(passages[0]);
  if (isToBot) return answerIntent(guide, intent, localNow);
  const topic = confidence >= TOPIC_FROM && !isAboutBot ? answerIntent(guide, intent, localNow) : null;
  const [best] = passages;
  const isEarlier = named?.kind === 'rows' && asksOfEarlier(understood.text, comparedAt(guide));
  const answers =
    named !== null &&
    !(named.kind === 'rows' && (isEarlier || saysMore(best, passages))) &&
    !isPastCutOff(named, guide, localNow);
  const computed = answers ? answerNamed(named, intent, { guide, others }, localNow) : null;
  const own = passages.find((passage) => isSame(passage.guide, guide) && passage.intents.includes(intent));
  const isWhole = canBeAbout(intent, 'notice');
  const order = orderOf({
    computed: computed && (named?.kind === 'date' || named?.kind === 'rows' ? 'whole' : 'verdict'),
    asksBeside: asksBesideVersion(understood),
    isVerdictAll: isVerdictAll(named, intent),
    topic: topic && (isTopicSure(understood) ? 'sure' : 'likely'),
    isWhole,
    saysAll: saysAll(passages, own),
    fitsAsWell: fitsAsWell(understood.text, own, best),
    isDateOnly: isDateOnly({ intent, confidence }, best),
  });
  if (computed && order.length === 1) return computed;
  const isNear = (best?.coverage ?? 0) < IS_NEAR;
  const isTopic = asksTopic === true && confidence >= LIKELY_TOPIC;
  if (decision === 'ask' && !isTopic && isNear && !computed && (best?.score ?? 0) < NEAR_FROM) return null;
  const [firstPart] = order;
  const isTopicFirst = firstPart === 'topic';
  const isVerdictFirst = firstPart === 'computed' && named?.kind === 'versions';
  const shown = isVerdictFirst
    ? passageAbout(passages, named, guide)
    : closest(passages)
        .filter((passage) => !(named?.kind === 'version-list' || isEarlier) || !isRow(passage))
        .slice(0, computed ? MOST_BESIDE : MOST_QUOTED);
  const said = shown
    .filter((passage) => !isTopicFirst || (passage !== own && (!isWhole || isDetail(passage))))
    .flatMap((passage) => quote(passage, guide, localNow, isVerdictFirst) ?? []);
  const texts = { computed: computed ?? [], topic: topic ?? [], passages: said };
  const parts = order.flatMap((part) => texts[part]);
  const [first, ...rest] = parts;
  if (!first) return null;
  const opening = computed ? null : openingOf(understood.text, isTopicFirst ? own : shown[0], isTopicFirst);
  const joined = joinAnswers(first, opening ? [] : rest);
  const isInDoubt = decision === 'ask' && after === null && !isTopicFirst;
  const isFar = (best?.coverage ?? 1) < (isInDoubt ? SAYS_LITTLE : SAYS_NOTHING);
  const isDoubtful = !computed && opening === null && isFar;
  return {
    ...joined,
    intent: isAboutBot ? joined.intent : intent,
    paragraphs: isDoubtful ? [NEAREST, ...joined.paragraphs] : startWith(opening, joined.paragraphs),
    followUps: followUpsOf(understood, { shown, own, said, topic: topic ?? first }, guide),
  };
}

/** Whether a topic is sure enough to answer before the passages. Whoever was just told it asks for more than it. */
function isTopicSure({ decision, isTopicTold, named, ranked }: Understood): boolean {
  return decision === 'answer' && !isTopicTold && (named !== null || isSure(ranked));
}

/** The best passage, and the next two that fit nearly as well. */
function closest(passages: readonly RankedPassage[]): RankedPassage[] {
  const best = passages[0]?.score ?? 0;
  return passages
    .slice(0, MOST_QUOTED)
    .filter(({ score }, i) => score >= (i === 1 ? NEXT_BEST : THIRD_BEST) * best);
}

/** @param isAlone without its neighbours, which may be about other versions. */
function quote(passage: RankedPassage, guide: Guide, localNow: LocalNow, isAlone: boolean): Answer | null {
  const from = isSame(passage.guide, guide) ? guide : passage.guide;
  return answerPassage(from, { ...passage, isExcerpt: true, isAlone }, localNow);
}

/** A day without a year that is the cut-off's, once that is past, names the notice: nobody asks whether it is early enough. */
function isPastCutOff(named: Named, guide: Guide, localNow: LocalNow): boolean {
  if (named.kind !== 'date' || named.asked.hasYear || phaseIn(guide, localNow) !== 'after') return false;
  return guide.deadline?.date.slice(YEAR_LENGTH) === named.asked.date.slice(YEAR_LENGTH);
}

const YEAR_LENGTH = 4;

/** What is offered below an answer: the rest of what it quotes, the next passages, then topics: in doubt the likeliest, else those behind the topic. */
function followUpsOf(
  { decision, ranked, passages }: Understood,
  {
    shown,
    own,
    said,
    topic,
  }: {
    shown: readonly RankedPassage[];
    own: RankedPassage | undefined;
    said: readonly Answer[];
    topic: Answer;
  },
  guide: Guide,
): Topic[] {
  const rest = said[0]?.followUps ?? [];
  const next = passages
    .filter((passage) => passage !== own && !shown.includes(passage))
    .slice(0, NEXT_PASSAGES);
  const likely = decision === 'ask' ? topicsOf(guide, nearestTopics(ranked)) : topic.followUps;
  return [...rest, ...passageTopics(next), ...likely].slice(0, MOST_FOLLOW_UPS);
}

/** When the comparison was written. */
function comparedAt(guide: Guide): string | null {
  const entry = guide.entries.get(COMPARISON);
  return entry ? sourceOf(guide, entry).revised : null;
}

/** Whether the best passage is about more of the question than the comparison, whose rows it names: they would answer another. */
function saysMore(best: RankedPassage | undefined, passages: readonly RankedPassage[]): boolean {
  const rows = passages.find(({ intents }) => intents.includes(COMPARISON));
  if (!best) return false;
  const covered = Math.max(rows?.coverage ?? 0, LEAST_COVERAGE);
  const isBeside = covered < MOST_BY_CHANCE && best.score >= CLEARLY_BETTER * (rows?.score ?? 0);
  return isBeside || best.coverage >= MORE_WORDS * covered;
}

/** The intent whose table has the features. */
const COMPARISON = 'compare';
const MORE_WORDS = 1.25;
const LEAST_COVERAGE = 0.3;
/** A row with less of a long question has its words by chance, if a passage is clearly better. */
const MOST_BY_CHANCE = 0.4;
const CLEARLY_BETTER = 1.2;

/** Before a passage that has few of the question's words. */
const NEAREST = 'The nearest that my documents have:';

function answerNamed(
  named: Named,
  intent: string,
  { guide, others }: { guide: Guide; others: readonly Guide[] },
  localNow: LocalNow,
): Answer | null {
  switch (named.kind) {
    case 'rows':
      return answerRows(guide, intent, named);
    case 'versions':
      return answerVersions(guide, named, localNow, others);
    case 'version-list':
      return answerVersionList(guide, named.asked, localNow);
    case 'date':
      return answerDate(guide, named.asked, localNow);
  }
}

/** The topics to offer instead of an answer. */
export function topicsFor({ ranked }: Understood, guide: Guide): Topic[] {
  return topicsOf(guide, nearestTopics(ranked));
}
