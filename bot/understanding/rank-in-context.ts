import { decide, TO_BOT, type Decision } from './decide.ts';
import { asksWhoMay, expectedBy } from './expected.ts';
import { favour } from './own-phrases.ts';
import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';

/** The intent of what is to be passed on. */
const TO_PERSON = 'human-handoff';
/** The lowest confidence at which a question that leans on another is answered without asking; fewer topics are possible. */
const ANSWER_FROM = 0.4;
/** How much a question that leans on another stays with its topic, as the likeness of a phrase. */
const STAYS = 0.6;
/** "And then?": after a topic as a whole, that is another topic. */
const ASKS_WHAT_FOLLOWS =
  /^\W*(?:(?:and|so|but|ok|okay)\W+)*(?:what )?(?:happens |comes |do we do |is )?(?:then|next|afterwards|after (?:that|this|it))\W*$/i;

/**
 * Ranks the intents of a question that may lean on another: it is about the other's topic, unless it says clearly what it is
 * about.
 * @param given.context the question before; null where this one stands alone.
 * @param given.topic the topic of that question; null when there is none.
 * @param given.isGeneral whether a question is about a topic as a whole.
 */
export function rankInContext(
  text: string,
  given: {
    context: string | null;
    topic: string | null;
    rank: (text: string) => RankedIntent[];
    isGeneral: (text: string) => boolean;
  },
): RankedIntent[] {
  const { context, topic, rank, isGeneral } = given;
  const alone = asksWhoMay(text) ? without([TO_PERSON], rank(text)) : rank(text);
  if (context === null) return alone;
  const isToBot = decide(alone) === 'answer' && expectedBy(text) === null;
  const toBot = isToBot ? [] : TO_BOT; // which goes on with no question
  const both = without(toBot, average(alone, rank(`${text} ${context}`)));
  if (topic !== null && ASKS_WHAT_FOLLOWS.test(text) && isGeneral(context)) return without([topic], both);
  const stays = topic !== null && decide(alone) !== 'answer';
  return stays ? favour(both, { intent: topic, likeness: STAYS }) : both;
}

/** As `decide`, for intents that were ranked in the light of a question before. */
export function decideInContext(ranked: readonly RankedIntent[]): Decision {
  const [best] = ranked;
  const isEnough = (best?.confidence ?? 0) >= ANSWER_FROM && best?.intent !== OUT_OF_SCOPE;
  return isEnough ? 'answer' : decide(ranked);
}

/** The other intents, which share the confidence of these. */
function without(intents: readonly string[], ranked: readonly RankedIntent[]): RankedIntent[] {
  const others = ranked.filter(({ intent }) => !intents.includes(intent));
  const sum = others.reduce((total, { confidence }) => total + confidence, 0) || 1;
  return others.map(({ intent, confidence }) => ({ intent, confidence: confidence / sum }));
}

/** The mean confidence of each intent. */
function average(one: readonly RankedIntent[], other: readonly RankedIntent[]): RankedIntent[] {
  const sums = new Map<string, number>();
  for (const { intent, confidence } of [...one, ...other]) {
    sums.set(intent, (sums.get(intent) ?? 0) + confidence / 2);
  }
  return [...sums]
    .map(([intent, confidence]) => ({ intent, confidence }))
    .sort((a, b) => b.confidence - a.confidence);
}
