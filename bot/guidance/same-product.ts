import { dayIn } from '../campaign/calendar.ts';
import type { Authentication } from '../campaign/affected.ts';
import { describeByRule } from './answer-by-rule.ts';
import { describeKnownDeadline } from './cut-off-text.ts';
import type { Guide } from './guide.ts';
import type { LocalNow } from './date-format.ts';

/** The notices among `guides` that are about the same product as this one and were written by the reader's day. */
export function ofSameProduct(guide: Guide, guides: readonly Guide[], { now, zone }: LocalNow): Guide[] {
  const own = new Set(namesOf(guide));
  const today = dayIn(now, zone);
  return guides.filter(
    (other) =>
      other.notice.id !== guide.notice.id &&
      (other.notice.revised === null || other.notice.revised <= today) &&
      namesOf(other).some((name) => own.has(name)),
  );
}

function namesOf({ product, notice: { names } }: Guide): string[] {
  return [product, ...names].map((name) => name.toLowerCase());
}

/** What other notices with a deadline to come mean for a version: a sentence for each that affects it, or may. */
export function describeOtherDeadlines(
  others: readonly Guide[],
  { version, authentication }: { version: string; authentication: Authentication | null },
  localNow: LocalNow,
): string[] {
  const today = dayIn(localNow.now, localNow.zone);
  return others.flatMap((other) => {
    const told = describeByRule(other, version, authentication);
    const deadline = describeKnownDeadline(other, localNow);
    if (!told || told.impact === 'not-affected' || deadline === null) return [];
    const date = other.deadline?.date ?? '';
    if (date < today.slice(0, date.length)) return []; // a month lasts to its end
    return told.impact === 'affected'
      ? [`Another deadline affects it: ${deadline}`]
      : [`Another deadline may affect it: ${deadline} ${told.text}`];
  });
}
