import { LRUCache } from 'lru-cache';
import { dayIn } from '../campaign/calendar.ts';
import type { Message } from '../delivery/message.ts';
import { topicsOf, type Answer } from '../guidance/answer.ts';
import { answerTopic } from '../guidance/answer-passage.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { defaultFollowUps, nearestIntents } from '../guidance/intent-catalogue.ts';
import { offerAdviser } from '../rendering/adviser-card.ts';
import {
  renderAnswer,
  renderChoice,
  renderHeldBack,
  renderUnknown,
  type Offer,
} from '../rendering/answer-cards.ts';
import { LOCAL_MODE } from '../rendering/local-mode.ts';
import { announcementSource } from '../rendering/note-cards.ts';
import { answerFor, topicsFor } from '../understanding/answer-question.ts';
import type { Understood } from '../understanding/read-question.ts';

/** What Cutover can do: also the answer to a mention without words. */
export const HELP = 'greeting-help';

/** Under the help: what each does is in `card-actions/examples.ts`. */
const EXAMPLES: readonly Offer[] = [
  { title: 'Status', verb: 'show-status' },
  { title: 'Deadlines', verb: 'show-notices' },
  { title: 'Servers', verb: 'show-servers' },
];

/** The answer to this intent offers the form for reporting a server. */
const REPORT = 'report-server';

const MOST_KEPT = 500;

const MOST_TOPICS = 3;

/** A key contains what people type: cards with a longer one are not kept. */
const MAX_KEY_LENGTH = 500;

/** Answers from the documents. A card that is the same for many readers is rendered once. */
export interface Answers {
  /** To an intent or a passage (`passageId`): an answer, or that the documents no longer say it. Null for what they never answered. */
  toTopic: (guide: Guide, intent: string, localNow: LocalNow) => Message | null;
  /** An answer, a choice of topics, or that the documents do not say it; `others` as in `answerFor`. */
  toQuestion: (
    guide: Guide,
    understood: Understood,
    localNow: LocalNow,
    others?: readonly Guide[],
  ) => Message;
}

/** With `trustsEverybody`, the help says so; `hasFeedbackLoop` as in `renderAnswer`. */
export function createAnswers({
  trustsEverybody = false,
  hasFeedbackLoop = false,
}: { trustsEverybody?: boolean; hasFeedbackLoop?: boolean } = {}): Answers {
  const rendered = new LRUCache<string, Message>({ max: MOST_KEPT });

  function once<Rendered extends Message | null>(key: string, render: () => Rendered): Message | Rendered {
    const known = rendered.get(key);
    if (known) return known;
    const message = render();
    if (message && key.length <= MAX_KEY_LENGTH) rendered.set(key, message);
    return message;
  }

  /** Buttons that open a card which is no answer. */
  const offersOn = (guide: Guide, intent: string): Offer[] => [
    ...offerAdviser(guide, intent),
    ...(intent === REPORT ? [{ title: 'Report a server', verb: 'open-report' }] : []),
    ...(intent === HELP ? EXAMPLES : []),
  ];

  function withMode(answer: Answer): Answer {
    if (!trustsEverybody || answer.intent !== HELP) return answer;
    return { ...answer, paragraphs: [...answer.paragraphs, `${LOCAL_MODE.title}: ${LOCAL_MODE.value}.`] };
  }

  const render = (answer: Answer, guide: Guide, intent: string, { locale }: LocalNow) =>
    renderAnswer(withMode(answer), { offers: offersOn(guide, intent), locale, hasFeedbackLoop });

  function toTopic(guide: Guide, intent: string, localNow: LocalNow): Message | null {
    return once(`topic ${intent} ${readerKey(guide, localNow)}`, () => {
      const found = answerTopic(guide, intent, localNow);
      if (!found) return sayHeldBack(guide, intent, localNow);
      return render(found, guide, intent, localNow);
    });
  }

  /** What is the same for everybody who asks the same, of one locale and deadline on one day. */
  function toAnswer(
    guide: Guide,
    understood: Understood,
    localNow: LocalNow,
    others: readonly Guide[],
  ): Message | null {
    const { decision, wanted, ranked, named, passages, text } = understood;
    const intent = ranked[0]?.intent ?? '';
    const places = passages
      .slice(0, 2)
      .map((passage) => `${editionOf(passage.guide)} ${passage.section} ${passage.quote}`);
    const key = [
      wanted,
      decision,
      intent,
      readerKey(guide, localNow),
      text,
      JSON.stringify(named),
      ...places,
      ...(named?.kind === 'versions' ? others.map((other) => readerKey(other, localNow)) : []),
    ];
    return once(key.join(' '), () => {
      const found = answerFor(understood, guide, localNow, others);
      return found && render(found, guide, intent, localNow);
    });
  }

  function toQuestion(
    guide: Guide,
    understood: Understood,
    localNow: LocalNow,
    others: readonly Guide[] = [],
  ): Message {
    const { decision, ranked } = understood;
    const { locale } = localNow;
    const best = ranked[0]?.intent ?? '';
    const heldBack = guide.heldBack.has(best) && decision !== 'unknown' && toTopic(guide, best, localNow);
    if (heldBack) return heldBack;
    const answer = toAnswer(guide, understood, localNow, others);
    if (answer) return answer;
    const topics = topicsFor(understood, guide);
    const key = [decision, locale, editionOf(guide), ...topics.map((topic) => topic.intent)].join(' ');
    if (decision !== 'ask') return once(key, () => renderUnknown(topics));
    return once(key, () => ({
      ...renderChoice(topics, announcementSource(guide), locale),
      // The answer that is chosen takes the place of the card, and keeps the thumbs of the message.
      ...(hasFeedbackLoop && { hasFeedbackLoop }),
    }));
  }

  return { toTopic, toQuestion };
}

/** Null for an intent that the documents never answered. */
function sayHeldBack(guide: Guide, intent: string, { zone, locale }: LocalNow): Message | null {
  const gone = guide.heldBack.get(intent);
  if (!gone) return null;
  const near = new Set([...nearestIntents(intent), ...defaultFollowUps(intent)]);
  return renderHeldBack(
    { title: gone.title, since: dayIn(gone.since, zone), product: guide.product },
    topicsOf(guide, [...near]).slice(0, MOST_TOPICS),
    announcementSource(guide),
    locale,
  );
}

/** An answer is the same for everybody with one locale and deadline on one calendar day. */
function readerKey(guide: Guide, { now, zone, locale }: LocalNow): string {
  const { deadline } = guide;
  const own = deadline?.own ? ` until ${deadline.date}` : '';
  return `${editionOf(guide)}${own} ${dayIn(now, zone)} ${locale ?? ''}`;
}

const editions = new WeakMap<Guide['entries'], number>();
let newestEdition = 0;

/** What tells a notice from others, and from what it was before its documents changed. */
function editionOf({ notice, entries }: Guide): string {
  const edition = editions.get(entries) ?? ++newestEdition;
  editions.set(entries, edition);
  return `${notice.id} ${edition}`;
}
