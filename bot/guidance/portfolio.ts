import { deadlineOf, type OwnDeadline } from '../campaign/deadline.ts';
import type { Progress } from '../campaign/progress.ts';
import { compareUrgency, urgencyOf, type CampaignState } from '../campaign/urgency.ts';
import type { LocalNow } from './date-format.ts';
import { createGuide, type CompiledNotice, type Guide, type HeldBackAnswer } from './guide.ts';

/** Every loaded notice, each with what Cutover knows about itself. */
export interface Portfolio {
  /** By notice id, in the order of the ids. At least one. */
  guides: ReadonlyMap<string, Guide>;
}

/** Joins notices to a portfolio. */
export function createPortfolio(notices: readonly CompiledNotice[], about: CompiledNotice): Portfolio {
  const sorted = notices.toSorted((a, b) => (a.map.id < b.map.id ? -1 : 1));
  return { guides: new Map(sorted.map((notice) => [notice.map.id, createGuide(notice, about)])) };
}

/**
 * The notices, the most urgent first, as `compareUrgency` sorts them.
 * @param progressOf what is known of the servers in the reader's tenant; default: nothing is reported.
 */
export function byUrgency(
  { guides }: Portfolio,
  localNow: LocalNow,
  progressOf: (guide: Guide) => Progress | null = () => null,
): [Guide, ...Guide[]] {
  const [first, ...others] = [...guides.values()]
    .map((guide) => ({ guide, urgency: urgencyOf(toState(guide, progressOf), localNow) }))
    .sort((a, b) => compareUrgency(a.urgency, b.urgency))
    .map(({ guide }) => guide);
  if (!first) throw new Error('A portfolio has at least one notice.');
  return [first, ...others];
}

function toState(guide: Guide, progressOf: (guide: Guide) => Progress | null): CampaignState {
  return { deadline: guide.deadline?.date ?? null, progress: progressOf(guide) };
}

/** The same notices with the dates that a tenant has set, by notice id. */
export function withOwnDeadlines(portfolio: Portfolio, own: ReadonlyMap<string, OwnDeadline>): Portfolio {
  if (own.size === 0) return portfolio;
  const guides = [...portfolio.guides].map(([id, guide]): [string, Guide] => {
    const set = own.get(id);
    return [id, set ? { ...guide, deadline: deadlineOf(guide.notice.cutOff, set) } : guide];
  });
  return { guides: new Map(guides) };
}

/** The titles of what each notice answers itself, by notice id and intent id. */
export function answersIn({ guides }: Portfolio): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    [...guides.values()].map(({ notice }) => [
      notice.id,
      new Map(notice.intents.map(({ id, title }) => [id, title])),
    ]),
  );
}

/** The same notices with what each answered once, by notice id and intent id. */
export function withHeldBack(
  { guides }: Portfolio,
  heldBack: ReadonlyMap<string, ReadonlyMap<string, HeldBackAnswer>>,
): Portfolio {
  return {
    guides: new Map(
      [...guides].map(([id, guide]) => [id, { ...guide, heldBack: heldBack.get(id) ?? guide.heldBack }]),
    ),
  };
}

/** The deadline (`YYYY-MM-DD`) of each notice that has one, by its id. */
export function deadlinesIn({ guides }: Portfolio): ReadonlyMap<string, string> {
  return new Map(
    [...guides.values()].flatMap(({ notice: { id }, deadline }) => (deadline ? [[id, deadline.date]] : [])),
  );
}
