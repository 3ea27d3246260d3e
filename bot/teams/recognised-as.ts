import type { Message } from '../delivery/message.ts';
import type { Guide } from '../guidance/guide.ts';
import type { RecognisedQuestion } from '../questions/ports.ts';
import { writeAfter } from '../understanding/follow-up.ts';
import { nearestSource } from '../understanding/nearest-source.ts';
import { OUT_OF_SCOPE } from '../understanding/recogniser.ts';
import type { Understood } from '../understanding/read-question.ts';

/** A question as it is stored: how it was understood, and what its answer cites or would have to. */
export function recognisedAs(
  guide: Guide,
  understood: Pick<Understood, 'text' | 'after' | 'wanted' | 'decision' | 'passages'> & {
    ranked: readonly Understood['ranked'][number][];
  },
  { citation }: Message,
): RecognisedQuestion {
  const { text, after, wanted, decision, ranked } = understood;
  const { intent, confidence } = ranked[0] ?? { intent: OUT_OF_SCOPE, confidence: 1 };
  const isHeldBack = guide.heldBack.has(intent);
  return {
    text: writeAfter(text, after, wanted),
    notice: guide.notice.id,
    intent,
    confidence,
    decision: isHeldBack ? 'unknown' : decision,
    source: citation ?? nearestSource(understood),
  };
}
