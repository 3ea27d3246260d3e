import { DateTime } from 'luxon';
import type { Clock } from '../platform/clock.ts';
import type { Guide } from '../guidance/guide.ts';
import { writeDay } from '../guidance/moments.ts';
import type { AlertStore, IdentityTeamStore } from './ports.ts';
import type { Trouble } from './signals.ts';

/** The cut-offs that were stated when Cutover started last. */
export interface KnownCutOffs {
  /** `YYYY-MM-DD`; null when the notice is new. */
  find(noticeId: string): Promise<string | null>;
  /**
   * Keeps the new one. Where there was another, what was planned for that and not sent is left out, and every
   * subscription is planned anew from now on.
   */
  keep(noticeId: string, cutOff: string, now: Date): Promise<void>;
}

/**
 * Lets identity teams hear when the notice states another cut-off than at the last start. Told before it is
 * kept: a process that dies in between tells it again, on the same card.
 */
export async function watchDeadline({
  guide,
  known,
  teams,
  alerts,
  clock,
}: {
  guide: Guide;
  known: KnownCutOffs;
  teams: Pick<IdentityTeamStore, 'tenants'>;
  alerts: Pick<AlertStore, 'take'>;
  clock: Clock;
}): Promise<void> {
  const { id, cutOff } = guide.notice;
  if (!cutOff) return;
  const before = await known.find(id);
  if (before === cutOff) return;
  const now = clock.now();
  if (before !== null) {
    const trouble = troubleOf(guide, before, cutOff, now);
    const tenants = await teams.tenants();
    await alerts.take(
      tenants.map((tenantId) => ({ tenantId, key: `cut-off ${id}`, trouble })),
      now,
    );
  }
  await known.keep(id, cutOff, now);
}

/** In words that stay true: this card is not written anew each day. */
function troubleOf({ notice, product }: Guide, before: string, cutOff: string, now: Date): Trouble {
  const day = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  const days = Math.abs(day(cutOff).diff(day(before), 'days').days);
  const isEarlier = cutOff < before;
  return {
    severity: isEarlier ? 'critical' : 'warning',
    title: 'The deadline moved',
    since: now,
    facts: [
      { title: 'It was', value: writeDay(before) },
      { title: 'It is', value: writeDay(cutOff) },
    ],
    meaning: `The cut-off of ${product} is ${writeDay(cutOff)}, ${days} ${days === 1 ? 'day' : 'days'} ${isEarlier ? 'earlier' : 'later'} than the notice said before.`,
    next: {
      text: 'Check your plan against the new date. Reminders follow it by themselves.',
      url: notice.sourceUrl,
    },
    why: 'The notice states another date than when Cutover started last.',
    isNews: true,
  };
}
