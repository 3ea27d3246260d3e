import { compareUrgency, urgencyOf, type CampaignState } from '../campaign/urgency.ts';
import type { LocalNow } from './date-format.ts';
import { createGuide, type CompiledNotice, type Guide } from './guide.ts';

/** Every loaded notice, each with what Cutover knows about itself. */
export interface Portfolio {
  /** By notice id, in the order of the ids. At least one. */
  guides: ReadonlyMap<string, Guide>;
}

/**
 * Joins notices to a portfolio.
 * @throws CutoverError `ambiguous-intent` when a notice answers what the one about Cutover answers.
 */
export function createPortfolio(notices: readonly CompiledNotice[], about: CompiledNotice): Portfolio {
  const sorted = notices.toSorted((a, b) => (a.map.id < b.map.id ? -1 : 1));
  return { guides: new Map(sorted.map((notice) => [notice.map.id, createGuide(notice, about)])) };
}

/**
 * The notices, the most urgent first, as `compareUrgency` sorts them.
 * @param stateOf how each stands in the reader's tenant; default: nothing is reported, and each has its own cut-off.
 */
export function byUrgency(
  { guides }: Portfolio,
  localNow: LocalNow,
  stateOf: (guide: Guide) => CampaignState = ({ notice }) => ({ deadline: notice.cutOff, progress: null }),
): [Guide, ...Guide[]] {
  const [first, ...others] = [...guides.values()]
    .map((guide) => ({ guide, urgency: urgencyOf(stateOf(guide), localNow) }))
    .sort((a, b) => compareUrgency(a.urgency, b.urgency))
    .map(({ guide }) => guide);
  if (!first) throw new Error('A portfolio has at least one notice.');
  return [first, ...others];
}

/** The cut-offs of all notices that have one, `YYYY-MM-DD`. */
export function cutOffsIn({ guides }: Portfolio): string[] {
  return [...guides.values()].flatMap(({ notice }) => notice.cutOff ?? []);
}
