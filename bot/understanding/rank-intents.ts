import type { Guide } from '../guidance/guide.ts';
import { nearestIntents } from '../guidance/intent-catalogue.ts';
import { isSure } from './decide.ts';
import { createNameHider } from './nameless.ts';
import { createPhraseFinder, favour } from './own-phrases.ts';
import { OUT_OF_SCOPE, type RankedIntent, type Recogniser } from './recogniser.ts';

/** With more phrases of its own, a notice is what the recogniser has learned; comparing with each would be slow. */
const MOST_COMPARED = 1000;

/**
 * Makes a recogniser for questions about one notice. An intent that it doesn't answer gives its confidence to the
 * nearest that it does; where there is none, the intent stays out and the confidence of what is left is unchanged. One whose
 * answer is held back keeps its own: what is near would answer another question.
 */
export function createIntentRanker({
  guide,
  recognise,
}: {
  guide: Guide;
  recognise: Recogniser;
}): Recogniser {
  const { entries, heldBack, notice, product } = guide;
  const answers = (intent: string) => intent === OUT_OF_SCOPE || entries.has(intent) || heldBack.has(intent);
  const phrases = guide.phrases.filter(({ intent }) => answers(intent));
  const hideName = createNameHider([product, ...notice.names]);
  const find = phrases.length <= MOST_COMPARED ? createPhraseFinder(phrases) : () => null;
  /** The words of a name point to topics of their own: where that leaves doubt, what is said of the name decides. */
  function rank(text: string): RankedIntent[] {
    const nameless = hideName(text);
    if (phrases.length === 0) return recognise(nameless);
    const whole = recognise(text);
    if (nameless === text || isSure(whole)) return whole;
    const rest = recognise(nameless);
    return isSure(rest) ? rest : whole;
  }

  return (text) => {
    return favour(moveToNearest(rank(text), answers), find(text));
  };
}

function moveToNearest(
  ranked: readonly RankedIntent[],
  answers: (intent: string) => boolean,
): RankedIntent[] {
  const confidences = new Map<string, number>();
  for (const { intent, confidence } of ranked) {
    const taker = [intent, ...nearestIntents(intent)].find(answers);
    if (taker !== undefined) confidences.set(taker, (confidences.get(taker) ?? 0) + confidence);
  }
  return [...confidences]
    .map(([intent, confidence]) => ({ intent, confidence }))
    .sort((a, b) => b.confidence - a.confidence);
}
